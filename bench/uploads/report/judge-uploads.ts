import { type SubjectName, subjectNames } from '../page/subject.ts'
import { budgets } from './budgets.ts'
import type { InterruptedUpload, Measured, MeasuredRow } from './measured.ts'
import { rowFigures } from './row-figures.ts'

/** One thing that was measured beside what it is held to; undefined where it could not be measured. */
export interface Judged {
  readonly name: string
  readonly value: number | undefined
  readonly bound: 'at least' | 'at most'
  readonly limit: number
  readonly unit: 'times' | 'bytes' | 'ms' | 'requests'
  readonly isWithin: boolean
}

const peers = subjectNames.filter((name) => name !== 'raw' && name !== 'reelsync')

/** Everything that was measured of our own uploader, judged. */
export function judgeUploads({ rows, faults }: Measured): readonly Judged[] {
  const own = faults.reelsync
  const interruptions: [string, InterruptedUpload][] = own
    ? [
        ...Object.entries(own.kills).map(([share, kill]): [string, InterruptedUpload] => [`a kill at ${share}`, kill]),
        ['a reload at 0.5', own.reload],
      ]
    : []
  return [
    ...rows.flatMap(judgeRow),
    ...interruptions.map(([what, { resentBytes, inFlightBytes }]) =>
      atMost(`bytes sent again after ${what}`, resentBytes, inFlightBytes, 'bytes'),
    ),
    ...interruptions.map(([what, { isRight }]) => atLeast(`right bytes after ${what}`, Number(isRight), 1)),
  ]
}

function judgeRow(row: MeasuredRow): readonly Judged[] {
  const own = rowFigures(row, 'reelsync')
  const { id, link } = row
  const limits = link === undefined ? budgets.loopback : budgets.shaped
  const best = bestPeer(row)
  const judged = [atLeast(`${id}: ÷ raw from the first byte`, own.fromFirstByte?.median, limits.fromFirstByte)]
  if ('fromCall' in limits) judged.push(atLeast(`${id}: ÷ raw from add()`, own.fromCall?.median, limits.fromCall))
  if (best) judged.push(atLeast(`${id}: beside ${best.name}, the best peer`, own.fromFirstByte?.median, best.least))
  judged.push(atLeast(`${id}: right bytes`, Number(own.isRight && own.failed === 0), 1))
  judged.push(atMost(`${id}: private memory over idle`, own.overIdleBytes?.median, budgets.overIdleBytes, 'bytes'))
  if (link !== undefined) return judged
  const observed = row.observed.reelsync
  const again = observed?.kind === 'sent' ? observed.again : undefined
  const { requests, partRequests } = budgets.secondSend
  return [
    ...judged,
    atMost(`${id}: longest task of the main thread`, own.longestTaskMs, budgets.longestTaskMs, 'ms'),
    atMost(`${id}: requests of a second upload`, again?.requests, requests, 'requests'),
    atMost(`${id}: parts sent by a second upload`, again?.partRequests, partRequests, 'requests'),
  ]
}

/** The quickest of the others, less its interquartile range. */
function bestPeer(row: MeasuredRow): { readonly name: SubjectName; readonly least: number } | undefined {
  const measured = peers.flatMap((name) => {
    const { fromFirstByte } = rowFigures(row, name)
    return fromFirstByte ? [{ name, ...fromFirstByte }] : []
  })
  const [best] = measured.sort((a, b) => b.median - a.median)
  return best && { name: best.name, least: best.median - best.range }
}

function atLeast(name: string, value: number | undefined, limit: number): Judged {
  return { name, value, bound: 'at least', limit, unit: 'times', isWithin: value !== undefined && value >= limit }
}

function atMost(name: string, value: number | undefined, limit: number, unit: Judged['unit']): Judged {
  return { name, value, bound: 'at most', limit, unit, isWithin: value !== undefined && value <= limit }
}
