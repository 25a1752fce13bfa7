import type { LinkShape } from '../links/shaped-link.ts'

const MiB = 1024 * 1024

/** One line of the measurement: a size over a link, sent by each subject in turn. */
export interface PlannedRow {
  readonly id: string
  readonly sizeBytes: number
  /** Undefined: nothing between browser and store. */
  readonly link: LinkShape | undefined
  readonly rounds: number
}

export interface BenchPlan {
  readonly rows: readonly PlannedRow[]
  /** Undefined where faults are left out. */
  readonly faults: { readonly sizeBytes: number; readonly shares: readonly number[] } | undefined
  /** What was measured is kept and goes into the page. */
  readonly isKept: boolean
}

const roundTrips = [20, 100, 300]
/** A slow line and a fast one, each with a file that it takes some seconds for. */
const lines = [
  { megabitsPerSecond: 5, sizeBytes: 16 * MiB },
  { megabitsPerSecond: 50, sizeBytes: 64 * MiB },
]
const resetShare = 0.3

/**
 * What is to be measured.
 *
 * @param args `--quick`: little of it, and nothing is kept; `--only a,b`: rows whose id begins so, and `faults`;
 *   `--rounds n`
 * @throws RangeError on any other
 */
export function planBench(args: readonly string[]): BenchPlan {
  const isQuick = args.includes('--quick')
  const only = optionOf(args, '--only')?.split(',')
  const rounds = Number(optionOf(args, '--rounds') ?? (isQuick ? 2 : 5))
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new RangeError('--rounds takes a whole number from 1.')
  const isWanted = (id: string) => only?.some((start) => id.startsWith(start)) ?? true
  const rows = (isQuick ? quickRows(rounds) : allRows(rounds)).filter(({ id }) => isWanted(id))
  const faults = isQuick ? { sizeBytes: 64 * MiB, shares: [0.5] } : { sizeBytes: 64 * MiB, shares: [0.25, 0.5, 0.75] }
  return { rows, faults: isWanted('faults') ? faults : undefined, isKept: !isQuick }
}

function quickRows(rounds: number): PlannedRow[] {
  const link = { roundTripMs: 20, megabitsPerSecond: 50, resetShare: 0 }
  return [...[16, 64].map((size) => loopback(size, rounds)), shaped(link, 16 * MiB, rounds)]
}

function allRows(rounds: number): PlannedRow[] {
  const steady = roundTrips.flatMap((roundTripMs) =>
    lines.map(({ megabitsPerSecond, sizeBytes }) =>
      shaped({ roundTripMs, megabitsPerSecond, resetShare: 0 }, sizeBytes, rounds),
    ),
  )
  const resets = shaped({ roundTripMs: 20, megabitsPerSecond: 50, resetShare }, 64 * MiB, rounds)
  return [...[64, 512, 4096].map((size) => loopback(size, rounds)), ...steady, resets]
}

function loopback(sizeMiB: number, rounds: number): PlannedRow {
  return { id: `loopback-${sizeMiB}`, sizeBytes: sizeMiB * MiB, link: undefined, rounds }
}

function shaped(link: LinkShape, sizeBytes: number, rounds: number): PlannedRow {
  const { roundTripMs, megabitsPerSecond, resetShare: resets } = link
  const id = `shaped-${roundTripMs}ms-${megabitsPerSecond}mbit-${sizeBytes / MiB}${resets > 0 ? '-resets' : ''}`
  return { id, sizeBytes, link, rounds }
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args[at + 1]
}
