import { type SubjectName, subjectNames } from '../page/subject.ts'
import type { Measured, MeasuredRow } from './measured.ts'
import { rowFigures } from './row-figures.ts'
import { rowTitle, subjectTitles } from './shown.ts'

const width = 720
const left = 130
const right = 60
const bar = 16
const gap = 6
const heading = 30
const colours: Readonly<Record<SubjectName, string>> = {
  raw: '#8a8f98',
  reelsync: '#2f6fed',
  'uppy-6': '#b9783f',
  'uppy-5': '#d3a26c',
  'lib-storage': '#a15c8f',
}

/** Throughput from the first byte over that of raw PUTs, a bar an uploader, with a whisker as long as the range between the quartiles. */
export function uploadsChart({ rows }: Measured): string {
  const ratios = rows.flatMap((row) => subjectNames.map((name) => rowFigures(row, name).fromFirstByte?.median ?? 0))
  const scale = (width - left - right) / Math.max(1, ...ratios)
  const group = heading + subjectNames.length * (bar + gap)
  const height = rows.length * group + gap
  const body = rows.map((row, index) => rowOf(row, index * group, scale)).join('')
  const limit = left + scale
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img">` +
    `<title>Throughput over raw PUTs, from the first byte</title>` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>${body}` +
    `<path d="M${fixed(limit)} ${heading - 6}V${height}" stroke="#555" stroke-dasharray="3 3" fill="none"/></svg>\n`
  )
}

function rowOf(row: MeasuredRow, top: number, scale: number): string {
  const title = `<text x="${left}" y="${top + 20}" font-weight="600" fill="#222">${rowTitle(row.sizeBytes, row.link)}</text>`
  const bars = subjectNames.map((name, index) => {
    const ratio = rowFigures(row, name).fromFirstByte
    const y = top + heading + index * (bar + gap)
    const label = `<text x="${left - 8}" y="${y + 12}" text-anchor="end" fill="#222">${plain(subjectTitles[name])}</text>`
    if (!ratio) return `${label}<text x="${left}" y="${y + 12}" fill="#777">not measured</text>`
    const end = left + ratio.median * scale
    const half = (ratio.range / 2) * scale
    return (
      `${label}<rect x="${left}" y="${y}" width="${fixed(end - left)}" height="${bar}" fill="${colours[name]}"/>` +
      `<path d="M${fixed(end - half)} ${y + bar / 2}H${fixed(end + half)}" stroke="#111"/>` +
      `<text x="${fixed(end + half + 5)}" y="${y + 12}" fill="#222">${ratio.median.toFixed(2)}</text>`
    )
  })
  return title + bars.join('')
}

const fixed = (value: number) => value.toFixed(1)
const plain = (markdown: string) => markdown.replace(/[*`]/g, '')
