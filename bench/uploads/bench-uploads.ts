import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { readNoOptions } from '../../dev/script/read-options.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'
import { type BenchCloud, openBenchCloud } from './cloud/bench-cloud.ts'
import { measureFaults } from './faults/measure-faults.ts'
import { writeBenchFile } from './files/bench-file.ts'
import { buildPage } from './page/build-page.ts'
import { type BenchPlan, planBench } from './plan/bench-plan.ts'
import { judgeUploads } from './report/judge-uploads.ts'
import { keepMeasured } from './report/keep-measured.ts'
import type { Measured } from './report/measured.ts'
import { uploadsReport } from './report/uploads-report.ts'
import { measureRow } from './rounds/measure-row.ts'

/**
 * Reelsync's uploads beside raw PUTs and what others use, in real Chromium against a strict store; the last line is JSON.
 *
 * @param args see `planBench`; `--page` measures nothing, and writes page and chart from what is kept
 * @returns whether all that was measured is within its budget
 */
export async function benchUploads(signal: AbortSignal, args: readonly string[]): Promise<boolean> {
  if (args[0] === '--page') {
    readNoOptions(args.slice(1))
    return report(await keepMeasured({ rows: [], faults: {} }))
  }
  const plan = planBench(args)
  await mkdir(reelsyncFolder, { recursive: true })
  const folder = await mkdtemp(join(reelsyncFolder, 'bench-uploads-'))
  try {
    await buildPage(join(folder, 'page'))
    const cloud = await openBenchCloud(join(folder, 'cloud'), join(folder, 'page'), signal)
    try {
      const measured = await measure(cloud, plan, folder, signal)
      if (plan.isKept) await keepMeasured(measured)
      return report(measured)
    } finally {
      await cloud.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function report(measured: Measured): boolean {
  const { table, json, withinBudget } = uploadsReport(judgeUploads(measured))
  for (const line of table) console.log(line)
  console.log(json)
  return withinBudget
}

async function measure(cloud: BenchCloud, plan: BenchPlan, folder: string, signal: AbortSignal): Promise<Measured> {
  const rows: Measured['rows'] = []
  for (const planned of plan.rows) {
    const row = await measureRow(cloud, planned, plan.subjects, folder, signal)
    if (row) rows.push(row)
  }
  const faults: Measured['faults'] = {}
  if (plan.faults) {
    const file = await writeBenchFile(join(folder, 'file.bin'), plan.faults.sizeBytes, 2)
    for (const subject of plan.subjects) {
      signal.throwIfAborted()
      // The limit is asked for its speed alone.
      if (subject === 'raw') continue
      faults[subject] = await measureFaults(cloud, { subject, file, folder }, plan.faults.shares)
      console.log(`faults ${subject} ${JSON.stringify(faults[subject])}`)
    }
  }
  return { machine: machine(), rows, faults }
}

function machine(): string {
  const [first] = cpus()
  const gib = Math.round(totalmem() / 1024 ** 3)
  return `Last measured on ${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${gib} GiB, Node ${process.versions.node}.`
}
