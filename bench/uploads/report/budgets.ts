const MiB = 1024 * 1024

/** What the uploader is held to; throughput is over that of raw PUTs of the same round. */
export const budgets = {
  loopback: { fromFirstByte: 0.9, fromCall: 0.75 },
  shaped: { fromFirstByte: 0.95 },
  overIdleBytes: 96 * MiB,
  longestTaskMs: 50,
  secondSend: { requests: 2, partRequests: 0 },
} as const
