import type { LinkShape } from '../links/shaped-link.ts'
import type { SubjectName } from '../page/subject.ts'
import type { Judged } from './judge-uploads.ts'
import type { Spread } from './spread.ts'

const MiB = 1024 * 1024

/** How each thing is written in table and chart. */
export const subjectTitles: Readonly<Record<SubjectName, string>> = {
  raw: 'raw `fetch` PUTs',
  reelsync: '**Reelsync**',
  'uppy-6': 'Uppy 6.3',
  'uppy-5': 'Uppy 5.1',
  'lib-storage': 'lib-storage 3.1169',
}

export function rowTitle(sizeBytes: number, link: LinkShape | undefined): string {
  const size = sizeBytes % (1024 * MiB) === 0 ? `${sizeBytes / (1024 * MiB)} GiB` : `${sizeBytes / MiB} MiB`
  if (link === undefined) return `${size}, loopback`
  const { roundTripMs, megabitsPerSecond, resetShare } = link
  const resets = resetShare > 0 ? ', resets' : ''
  return `${size}, ${roundTripMs} ms, ${megabitsPerSecond} Mbit/s${resets}`
}

/** A median, and in brackets the range between the quartiles. */
export function shownSpread(spread: Spread | undefined, show: (value: number) => string): string {
  return spread === undefined ? 'not measured' : `${show(spread.median)} (${show(spread.range)})`
}

export const times = (value: number) => value.toFixed(2)
export const mebibytes = (bytes: number) => (bytes / MiB).toFixed(bytes < 10 * MiB ? 1 : 0)
export const whole = (value: number) => String(Math.round(value))

export function shownJudged({ value, limit, bound, unit }: Judged): readonly [value: string, limit: string] {
  const show = (each: number) => {
    if (unit === 'bytes') return `${mebibytes(each)} MiB`
    if (unit === 'ms') return `${each.toFixed(1)} ms`
    return unit === 'requests' ? whole(each) : times(each)
  }
  return [value === undefined ? 'not measured' : show(value), `${bound} ${show(limit)}`]
}
