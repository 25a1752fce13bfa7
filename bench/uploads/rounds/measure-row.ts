import { join } from 'node:path'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { type BenchFile, freeBytes, writeBenchFile } from '../files/bench-file.ts'
import { openShapedLink } from '../links/shaped-link.ts'
import { type SubjectName, subjectNames } from '../page/subject.ts'
import type { PlannedRow } from '../plan/bench-plan.ts'
import type { MeasuredRow, RunFigures } from '../report/measured.ts'
import { measureRun } from './measure-run.ts'

const GB = 1e9
/** The file, its copy in the browser, its parts and the object made of them: four times the file, and some air. */
const roomFor = (sizeBytes: number) => (sizeBytes > 1024 ** 3 ? 20 * GB : sizeBytes * 4 + GB)

/**
 * Each subject sends the same file so many times, in an order that turns round by round, so that nobody always goes first.
 * Undefined where the disk has no room for it; that is said.
 */
export async function measureRow(
  cloud: BenchCloud,
  row: PlannedRow,
  folder: string,
  signal: AbortSignal,
): Promise<MeasuredRow | undefined> {
  const [free, needed] = [await freeBytes(folder), roomFor(row.sizeBytes)]
  if (free < needed) {
    console.warn(`SKIPPED: ${row.id} needs ${needed / GB} GB of free disk, and ${(free / GB).toFixed(1)} are.`)
    return undefined
  }
  const file = await writeBenchFile(join(folder, 'file.bin'), row.sizeBytes, 1)
  const link = row.link && (await openShapedLink(cloud, row.link, folder, signal))
  try {
    return await measureRounds(cloud, row, { file, folder, ...(link && { hostRules: link.hostRules }) }, signal)
  } finally {
    await link?.close()
  }
}

interface Setting {
  readonly file: BenchFile
  readonly folder: string
  readonly hostRules?: readonly string[]
}

async function measureRounds(cloud: BenchCloud, row: PlannedRow, setting: Setting, signal: AbortSignal) {
  const runs: Record<SubjectName, RunFigures[]> = {
    raw: [],
    reelsync: [],
    'uppy-6': [],
    'uppy-5': [],
    'lib-storage': [],
  }
  const observed: Partial<Record<SubjectName, RunFigures>> = {}
  for (let round = 0; round < row.rounds; round += 1) {
    for (const subject of turned(subjectNames, round)) {
      signal.throwIfAborted()
      const figures = await measureRun(cloud, { ...setting, subject })
      runs[subject].push(figures)
      console.log(`${row.id} ${round + 1}/${row.rounds} ${subject.padEnd(12)} ${said(figures)}`)
    }
  }
  if (row.link === undefined) {
    for (const subject of subjectNames) {
      signal.throwIfAborted()
      const figures = await measureRun(cloud, { ...setting, subject, isObserved: true })
      observed[subject] = figures
      console.log(`${row.id} observed ${subject.padEnd(12)} ${said(figures)}`)
    }
  }
  const { id, sizeBytes, link } = row
  return { id, sizeBytes, ...(link && { link }), runs, observed }
}

function turned<T>(all: readonly T[], by: number): readonly T[] {
  const at = by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}

function said(figures: RunFigures): string {
  if (figures.kind === 'failed') return `failed: ${figures.reason.split('\n')[0]}`
  const { wholeMs, partsMs, requests, isRight } = figures
  return `${wholeMs} ms, parts ${partsMs} ms, ${requests} requests, ${isRight ? 'right' : 'WRONG BYTES'}`
}
