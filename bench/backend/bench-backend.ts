import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printReport } from '../report/print-report.ts'
import { makeBundles, measureBundles } from './measure-bundles.ts'
import { measureCalls } from './measure-calls.ts'
import { measureHandler } from './measure-handler.ts'
import { measureStarts } from './measure-starts.ts'

/**
 * Calls to AWS, bundles, starts and the handler's own work, each beside its budget; the last line is JSON.
 *
 * @returns whether all is within its budget
 */
export async function benchBackend(signal: AbortSignal): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-bench-'))
  try {
    const bundles = await makeBundles(folder)
    const sizes = await measureBundles(bundles)
    const starts = measureStarts(bundles)
    const handler = await measureHandler(folder)
    return printReport([...(await measureCalls(folder, signal)), ...sizes, ...starts, handler])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
