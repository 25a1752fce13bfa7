import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserDevice } from '../browser/user-device.ts'
import { startEditor } from '../editor/start-editor.ts'
import { freePort } from '../processes/free-port.ts'
import { startLocalStack } from '../start-local-stack.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'
import type { Steps } from '../steps.ts'

const patienceMs = 60_000

export interface DemoWorldOptions {
  readonly signal: AbortSignal
  readonly steps: Steps
}

/** All that the demo runs on, apart from what `npm run dev` keeps: a cloud, the editor, two devices, a folder for files. */
export interface DemoWorld {
  readonly editorUrl: string
  readonly filesFolder: string
  readonly a: UserDevice
  readonly b: UserDevice
  /** Stops everything it started and removes what it wrote. May be repeated. */
  close(): Promise<void>
}

/** @throws StartFailure | BrowserUnavailable */
export async function openDemoWorld({ signal, steps }: DemoWorldOptions): Promise<DemoWorld> {
  await mkdir(reelsyncFolder, { recursive: true })
  const folder = await mkdtemp(join(reelsyncFolder, 'demo-'))
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })]
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    const stack = await startLocalStack({ folder: join(folder, 'cloud'), keepsState: false, signal, steps })
    closers.push(() => stack.close())
    const { deploymentFile, deployment } = stack
    const editor = await steps('Start the editor', async () =>
      startEditor({ deploymentFile, port: await freePort(), signal }),
    )
    closers.push(() => editor.close())
    const device = async (name: string) => {
      const profileDir = join(folder, `device-${name}`)
      const opened = await UserDevice.open({ name, profileDir, bucketName: deployment.bucketName, patienceMs })
      closers.push(() => opened.close())
      return opened
    }
    const filesFolder = join(folder, 'files')
    await mkdir(filesFolder)
    return { editorUrl: editor.url, filesFolder, a: await device('A'), b: await device('B'), close }
  } catch (error) {
    await close()
    throw error
  }
}
