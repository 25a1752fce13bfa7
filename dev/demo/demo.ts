import { Stopped } from '../processes/stop-signal.ts'
import { readOptions } from '../script/read-options.ts'
import { runScript } from '../script/run-script.ts'
import type { Steps } from '../steps.ts'
import { type DemoReport, failuresOf } from './demo-report.ts'
import { type DemoWorld, openDemoWorld } from './demo-world.ts'
import { requireFiles, UnusableFile } from './files/source-file.ts'
import { keepEvidence } from './keep-evidence.ts'
import { runDemo } from './run-demo.ts'
import { createTranscript } from './transcript.ts'

const usage = `npm run demo [-- FILES]

Shows the main job without a person, with files of yours or with 150 MB of its own. The last line is the report, as
JSON; ends with 1 where something of it does not hold.`

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

await runScript(usage, async (args, signal) => {
  const { positionals } = readOptions(args, { allowPositionals: true })
  const report = await demo(positionals, signal)
  for (const failure of failuresOf(report)) say(`   FAILED: ${failure}`)
  console.log(JSON.stringify(report))
  return failuresOf(report).length === 0
})
// What Node itself still holds open must not keep the terminal.
process.exit()
