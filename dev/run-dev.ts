import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { editorPort } from './editor/editor-port.ts'
import { startEditor } from './editor/start-editor.ts'
import { CloudFailed } from './failures/cloud-failed.ts'
import { EditorFailed } from './failures/editor-failed.ts'
import { StartFailure } from './failures/start-failure.ts'
import { Stopped, stopSignal } from './processes/stop-signal.ts'
import { untilAborted } from './processes/until-aborted.ts'
import { type LocalStack, startLocalStack } from './start-local-stack.ts'
import { reelsyncFolder } from './state/reelsync-folder.ts'
import { terminalSteps } from './terminal-steps.ts'
import { welcome } from './welcome.ts'

const folder = join(reelsyncFolder, 'dev')

async function runDev(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })
  const stack = await startLocalStack({ folder, isFresh: values.fresh, signal, steps: terminalSteps })
  try {
    await serveEditor(stack, signal)
  } finally {
    await terminalSteps('Stop what was started', () => stack.close())
  }
}

/** Serves until Ctrl-C, or until something it needs has ended by itself. */
async function serveEditor(stack: LocalStack, signal: AbortSignal): Promise<void> {
  const { deploymentFile, accounts, cloud } = stack
  const port = await editorPort(folder)
  const onOutput = (text: string) => void process.stdout.write(text)
  const editor = await terminalSteps('Start the editor', () => startEditor({ deploymentFile, port, signal, onOutput }))
  try {
    const keptIn = process.env.AWS_ENDPOINT_URL
      ? { cloudUrl: cloud.endpointUrl }
      : { folder: relative(process.cwd(), folder) }
    console.log(welcome(editor.url, accounts, keptIn))
    await Promise.race([
      untilAborted(signal),
      cloud.ended.then(() =>
        Promise.reject(new CloudFailed('The local cloud has ended.', join(folder, 'ministack.log'))),
      ),
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
