/** The numbers of active users that `docs/cost.md` works out. */
export const scales = [
  { name: '1 k', users: 1000 },
  { name: '100 k', users: 100_000 },
  { name: '10 M', users: 10_000_000 },
] as const
