import { killRounds } from './kill-rounds.suite.ts'

/** Seconds each on a busy machine. */
killRounds(
  Array.from({ length: 20 }, (_, seed) => seed),
  600_000,
)
