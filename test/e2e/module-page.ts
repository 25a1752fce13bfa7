import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { serveModules } from './module-server.ts'

/** A real browser's page that can import the client's own modules. */
interface ModulePage {
  readonly device: BrowserDevice
  /** For what a test keeps on disk; it goes with the page. */
  readonly folder: string
  /** Runs in the page with the client's own modules; as text, since the test runner would rewrite its imports. */
  run(body: string): Promise<unknown>
  close(): Promise<void>
}

/**
 * One page for all the tests of a file.
 * @returns the page, to be asked for within a test
 */
export function withModulePage(): () => ModulePage {
  let page: ModulePage
  beforeAll(async () => {
    page = await openModulePage()
  }, 120_000)
  afterAll(() => page?.close())
  return () => page
}

async function openModulePage(): Promise<ModulePage> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-media-'))
  const modules = await serveModules()
  const device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
  await device.page.goto(modules.pageUrl)
  return {
    device,
    folder,
    run: (body) =>
      device.page.evaluate(`(async () => {
        const { findMediaStore } = await import('/client-lib/media-store/find-media-store.ts')
        const { createBrowserIngest } = await import('/client-lib/hashing/create-browser-ingest.ts')
        const { SystemClock } = await import('/client-lib/runtime/system-clock.ts')
        const { MainThreadIngest } = await import('/client-lib/hashing/main-thread-ingest.ts')
        const never = new AbortController().signal
        ${body}
      })()`),
    async close() {
      await device.close()
      await modules.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
