/** The most that each thing may be. Counts and sizes are exact; ratios are to work done in the same run, on the same machine. */
export const budgets = {
  calls: {
    'a listing': 1,
    'a project with its media': 2,
    'a write, inline': 1,
    'a write, of a snapshot': 2,
    'presign, already stored': 1,
    'presign, first window': 3,
    'presign, next window': 2,
    complete: 5,
  },
  bundleBytes: { projects: 300_000, media: 460_000 },
  /** The processor's time of a Node that imports the bundle, to one that imports an empty handler. */
  startRatio: { projects: 4.5, media: 5.5 },
  /** A write of a 30 KB document through the whole handler and the SDK, to gzip and parse of that document. */
  handlerRatio: 4,
} as const
