import { killRounds } from '../kills/kill-rounds.suite.ts'

/** Seconds each on a busy machine. */
killRounds(
  Array.from({ length: 200 }, (_, seed) => 1000 + seed),
  3_600_000,
)
