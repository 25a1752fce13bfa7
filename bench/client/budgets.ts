/** The most that each thing may be. Ratios are of one run, in one page; what an idle hour takes is counted. */
export const budgets = {
  /** `afterSave` is the app's own put and what is added to it; without a store, a save packs and queues before it is done. */
  saveRatio: { afterSave: 1.5, ownCopy: 2 },
  /** Two tokens of a kilobyte and a preflight are most of the headers; HTTP/2 sends less of them. */
  autosaveRatio: { bodies: 1.02, withHeaders: 1.05 },
  /** Of one tab with 100 projects, in which nobody does anything. */
  idleHour: { requests: 90, bytes: 120_000 },
} as const
