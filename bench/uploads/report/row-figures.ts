import type { SubjectName } from '../page/subject.ts'
import type { MeasuredRow, RunFigures } from './measured.ts'
import { type Spread, spreadOf } from './spread.ts'

type Sent = Extract<RunFigures, { kind: 'sent' }>

/** What one subject came to on one row; a figure is undefined where no run gave it. */
export interface RowFigures {
  readonly runs: number
  readonly failed: number
  /** Throughput over that of the raw PUTs of the same round: from the call until the app was told. */
  readonly fromCall: Spread | undefined
  /** The same from the first part's request to the last part's answer. */
  readonly fromFirstByte: Spread | undefined
  readonly overIdleBytes: Spread | undefined
  readonly longestTaskMs: number | undefined
  readonly requests: Spread | undefined
  readonly preflights: Spread | undefined
  readonly isRight: boolean
}

export function rowFigures(row: MeasuredRow, subject: SubjectName): RowFigures {
  const runs = row.runs[subject] ?? []
  const sent = runs.filter(isSent)
  const observed = row.observed[subject]
  const ratios = (time: (run: Sent) => number | undefined) =>
    runs.flatMap((run, round) => {
      const raw = row.runs.raw?.[round]
      const own = isSent(run) ? time(run) : undefined
      return raw && isSent(raw) && raw.partsMs !== undefined && own !== undefined ? [raw.partsMs / own] : []
    })
  return {
    runs: runs.length,
    failed: runs.length - sent.length,
    fromCall: spreadOf(ratios(({ wholeMs }) => wholeMs)),
    fromFirstByte: spreadOf(ratios(({ partsMs }) => partsMs)),
    overIdleBytes: spreadOf(sent.map(({ overIdleBytes }) => overIdleBytes)),
    longestTaskMs: observed && isSent(observed) ? observed.longestTaskMs : undefined,
    requests: spreadOf(sent.map(({ requests }) => requests)),
    preflights: spreadOf(sent.map(({ preflights }) => preflights)),
    isRight: sent.length > 0 && sent.every(({ isRight }) => isRight),
  }
}

const isSent = (run: RunFigures): run is Sent => run.kind === 'sent'
