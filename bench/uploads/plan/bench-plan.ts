import { UnknownOption } from '../../../dev/failures/unknown-option.ts'
import { readOptions, wholeNumber } from '../../../dev/script/read-options.ts'
import type { LinkShape } from '../links/shaped-link.ts'
import { type SubjectName, subjectNames } from '../page/subject.ts'

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
  readonly subjects: readonly SubjectName[]
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
const text = { type: 'string' } as const
const options = { quick: { type: 'boolean', default: false }, only: text, rounds: text, subjects: text } as const

/**
 * What is to be measured.
 *
 * @param args `--quick`: little of it, and nothing is kept; `--only a,b`: rows whose id begins so, and `faults`;
 *   `--rounds n`; `--subjects a,b`: those beside `raw`, which all are held against
 * @throws UnknownOption
 */
export function planBench(args: readonly string[]): BenchPlan {
  const { values } = readOptions(args, { options })
  const isQuick = values.quick
  const only = values.only?.split(',')
  const rounds = wholeNumber('rounds', values.rounds ?? (isQuick ? '2' : '5'))
  const all = isQuick ? quickRows(rounds) : allRows(rounds)
  for (const start of only ?? []) {
    if (!['faults', ...all.map(({ id }) => id)].some((id) => id.startsWith(start)))
      throw new UnknownOption(`--only ${start}: nothing that is measured begins so.`)
  }
  const named = values.subjects?.split(',')
  const stranger = named?.find((name) => !subjectNames.some((subject) => subject === name))
  if (stranger !== undefined) throw new UnknownOption(`--subjects ${stranger}: there is none of that name.`)
  const isWanted = (id: string) => only?.some((start) => id.startsWith(start)) ?? true
  const faults = isQuick ? { sizeBytes: 64 * MiB, shares: [0.5] } : { sizeBytes: 64 * MiB, shares: [0.25, 0.5, 0.75] }
  const subjects = subjectNames.filter((name) => name === 'raw' || (named?.includes(name) ?? true))
  const rows = all.filter(({ id }) => isWanted(id))
  return { rows, subjects, faults: isWanted('faults') ? faults : undefined, isKept: !isQuick }
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
