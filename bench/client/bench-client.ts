import { printReport } from '../report/print-report.ts'
import { measureAutosave } from './measure-autosave.ts'
import { measureIdleHour } from './measure-idle-hour.ts'
import { measureSaves } from './measure-saves.ts'
import { openBenchPage } from './open-bench-page.ts'

/**
 * A save, an autosave and an idle hour of the client, each beside its budget; the last line is JSON.
 *
 * @returns whether all is within its budget
 * @throws BrowserUnavailable
 */
export async function benchClient(signal: AbortSignal): Promise<boolean> {
  const idleHour = await measureIdleHour(signal)
  const bench = await openBenchPage()
  try {
    return printReport([...(await measureSaves(bench.page)), ...(await measureAutosave(bench)), ...idleHour])
  } finally {
    await bench.close()
  }
}
