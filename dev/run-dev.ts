import { relative } from 'node:path'
import { type DevTarget, devTarget } from './dev-target.ts'
import { editorPort } from './editor/editor-port.ts'
import { startEditor } from './editor/start-editor.ts'
import { CloudFailed } from './failures/cloud-failed.ts'
import { EditorFailed } from './failures/editor-failed.ts'
import { StartFailure } from './failures/start-failure.ts'
import { Stopped, stopSignal } from './processes/stop-signal.ts'
import { untilAborted } from './processes/until-aborted.ts'
import type { LocalStack } from './start-local-stack.ts'
import { terminalSteps } from './terminal-steps.ts'
import { welcome } from './welcome.ts'

async function runDev(signal: AbortSignal): Promise<void> {
  const target = devTarget(process.argv.slice(2))
  const stack = await target.start(signal, terminalSteps)
  try {
    await serveEditor(target, stack, signal)
  } finally {
    await terminalSteps('Stop what was started', () => stack.close())
  }
}

/** Serves until Ctrl-C, or until something it needs has ended by itself. */
async function serveEditor(target: DevTarget, stack: LocalStack, signal: AbortSignal): Promise<void> {
  const { deploymentFile, accounts, cloud } = stack
  const port = await editorPort(target.folder)
  const onOutput = (text: string) => void process.stdout.write(text)
  const editor = await terminalSteps('Start the editor', () => startEditor({ deploymentFile, port, signal, onOutput }))
  try {
    const keptIn = target.keepsData
      ? { folder: relative(process.cwd(), target.folder) }
      : { cloudUrl: cloud.endpointUrl, cloudEnds: target.cloudEnds }
    console.log(welcome(editor.url, accounts, keptIn))
    await Promise.race([
      untilAborted(signal),
      cloud.ended.then(() => Promise.reject(new CloudFailed('The local cloud has ended.', target.logFile))),
      editor.ended.then(() => Promise.reject(new EditorFailed('it was stopped from outside'))),
    ])
  } finally {
    await editor.close()
  }
}

const signal = stopSignal()
try {
  await runDev(signal)
} catch (error) {
  if (error instanceof Stopped) console.log(error.message)
  else if (error instanceof StartFailure) console.error(`\n${error.message}\n\n${error.wayOut}\n(${error.code})`)
  else console.error(error)
  process.exitCode = error instanceof Stopped ? 130 : 1
}
// What Node itself still holds open must not keep the terminal.
process.exit()
