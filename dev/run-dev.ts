import { relative } from 'node:path'
import { type DevTarget, devTarget } from './dev-target.ts'
import { editorPort } from './editor/editor-port.ts'
import { startEditor } from './editor/start-editor.ts'
import { CloudFailed } from './failures/cloud-failed.ts'
import { EditorFailed } from './failures/editor-failed.ts'
import { untilAborted } from './processes/until-aborted.ts'
import { runScript } from './script/run-script.ts'
import type { LocalStack } from './start-local-stack.ts'
import { terminalSteps } from './terminal-steps.ts'
import { welcome } from './welcome.ts'

const usage = `npm run dev -- [--target ministack|localstack] [--fresh]

Opens the example editor on a local cloud, until Ctrl-C.

--target localstack   on LocalStack's REST API, signed in by whatever e-mail is given
--fresh               begins anew: accounts and projects of earlier starts are gone
PORT=5174             the editor's port; otherwise that of the last start`

async function runDev(args: readonly string[], signal: AbortSignal): Promise<void> {
  const target = devTarget(args)
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

await runScript(usage, runDev)
// What Node itself still holds open must not keep the terminal.
process.exit()
