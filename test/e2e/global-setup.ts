import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Deployment } from '../../dev/deployment.ts'
import { startEditor } from '../../dev/editor/start-editor.ts'
import { freePort } from '../../dev/processes/free-port.ts'
import { startLocalStack } from '../../dev/start-local-stack.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    e2eDeployment: Deployment
    editorUrl: string
    /** For profiles and files; gone after the run. */
    e2eFolder: string
  }
}

/** One deployed stack and one editor for all journeys. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startLocalStack({ folder: join(reelsyncFolder, 'test-e2e'), isFresh: true, keepsState: false })
  try {
    const { deploymentFile, deployment } = stack
    const editor = await startEditor({ deploymentFile, port: await freePort(), signal: new AbortController().signal })
    await mkdir(reelsyncFolder, { recursive: true })
    const folder = await mkdtemp(join(reelsyncFolder, 'test-e2e-files-'))
    project.provide('e2eDeployment', deployment)
    project.provide('editorUrl', editor.url)
    project.provide('e2eFolder', folder)
    return async () => {
      await editor.close()
      await stack.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  } catch (error) {
    await stack.close()
    throw error
  }
}
