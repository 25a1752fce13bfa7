import { parseArgs } from 'node:util'
import { StartFailure } from '../failures/start-failure.ts'
import { Stopped, stopSignal } from '../processes/stop-signal.ts'
import type { Steps } from '../steps.ts'
import { type DemoReport, failuresOf } from './demo-report.ts'
import { type DemoWorld, openDemoWorld } from './demo-world.ts'
import { requireFiles, UnusableFile } from './files/source-file.ts'
import { keepEvidence } from './keep-evidence.ts'
import { runDemo } from './run-demo.ts'
import { createTranscript } from './transcript.ts'

/** `npm run demo [-- FILES…]`: the main job without a person. The last line is the report; the exit code is 0 when all of it holds. */
const transcript = createTranscript(() => performance.now(), console.log)
const { say, seconds } = transcript

const steps: Steps = async (title, run) => {
  const startedS = seconds()
  const result = await run(() => undefined)
  say(`   ${title}: done in ${(seconds() - startedS).toFixed(1)} s`)
  return result
}

async function demo(given: readonly string[], signal: AbortSignal): Promise<DemoReport> {
  await requireFiles(given)
  const world = await openDemoWorld({ signal, steps })
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    const report = await Promise.race([runDemo(world, given, transcript, signal), stopped])
    if (failuresOf(report).length > 0) await sayEvidence(world)
    return report
  } catch (error) {
    if (!(error instanceof Stopped) && !(error instanceof UnusableFile)) await sayEvidence(world)
    throw error
  } finally {
    await world.close()
  }
}

async function sayEvidence({ a, b }: DemoWorld): Promise<void> {
  say(`   what the devices showed, said and sent is kept in ${await keepEvidence([a, b])}`)
}

function sentenceOf(error: unknown): string {
  if (error instanceof StartFailure) return `${error.message}\n${error.wayOut}`
  if (error instanceof UnusableFile || error instanceof Stopped) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  const { positionals } = parseArgs({ allowPositionals: true })
  const report = await demo(positionals, stopSignal())
  for (const failure of failuresOf(report)) say(`   FAILED: ${failure}`)
  console.log(JSON.stringify(report))
  process.exitCode = failuresOf(report).length === 0 ? 0 : 1
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = error instanceof Stopped ? 130 : 1
}
// What Node itself still holds open must not keep the terminal.
process.exit()
