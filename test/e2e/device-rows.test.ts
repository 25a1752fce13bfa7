import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { browserEngine } from '../../dev/browser/browser-engine.ts'
import { testInChromium } from './chromium-alone.ts'
import { type ModuleServer, serveModules } from './module-server.ts'

let folder: string
let modules: ModuleServer
let device: BrowserDevice

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-frozen-'))
  modules = await serveModules()
  device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
})

afterAll(async () => {
  await device?.kill()
  await modules?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const document = { kind: 'inline', encoding: 'identity', data: 'one' }
const row = { schemaVersion: 1, kind: 'pause', paused: true }

/** Runs in a page with a store that is open; as text, since the test runner would rewrite its imports. */
const withStore = (body: string) => `(async () => {
  const { IdbLocalStore } = await import('/client-lib/storage/idb-local-store.ts')
  const store = new IdbLocalStore('shared')
  await store.all('device')
  // What was read is over with the turn that it came in.
  await new Promise((resolve) => setTimeout(resolve))
  const channel = new BroadcastChannel('frozen')
  ${body}
})()`

testInChromium(
  '[LS3] a row whose value the browser has lost, of those that it keeps in files, is set aside, and all others are read',
  async () => {
    const { page } = device
    await page.goto(modules.pageUrl)
    const content = (assetIds: string[]) => ({ schemaVersion: 1, name: 'Film', document, assetIds })
    // As the app's own ids are: what repeats itself is packed, and stays in the database.
    const large = content(Array.from({ length: 4000 }, () => randomBytes(15).toString('base64url')))
    await page.evaluate(
      withStore(
        `await store.transact([], () => ({ changes: ${JSON.stringify([
          { put: 'documents', key: 'film/large', row: large },
          { put: 'documents', key: 'song/large', row: large },
          { put: 'documents', key: 'film/small', row: content([]) },
        ])}, result: undefined }))`,
      ),
    )
    for (const file of await filesOfValues(join(folder, 'profile'))) await rm(file)
    const found = await page.evaluate(
      withStore(`
        const row = ['documents', 'song/large']
        const inTransaction = await store.transact([row], (rows) => ({ changes: [], result: rows.get(...row) }))
        const keys = (await store.all('documents')).map(([key]) => key)
        const aside = (await store.setAside()).map(({ key }) => key)
        return { inTransaction, keys, aside, alone: await store.get('documents', 'film/large') }`),
    )
    expect(found).toEqual({
      ...{ inTransaction: undefined, alone: undefined },
      ...{ keys: ['film/small'], aside: ['song/large', 'film/large'] },
    })
  },
)

/**
 * What another tab reads once a page does nothing any more from the end of a turn on: no answer reaches it.
 *
 * @param isRead what ends the reading, of `found`: the browser promises no order between one page's word and its write
 */
async function readBesideFrozen(lastTurn: string, isRead = 'true'): Promise<unknown> {
  const [frozen, other] = [await device.context.newPage(), await device.context.newPage()]
  for (const page of [frozen, other]) await page.goto(modules.pageUrl)
  const read = other.evaluate(
    withStore(`await new Promise((resolve) => { channel.onmessage = resolve; globalThis.listens = true })
      for (;;) {
        const found = await store.get('device', 'pause') ?? 'nothing'
        if (${isRead}) return found
      }`),
  )
  await other.waitForFunction('globalThis.listens')
  const turn = withStore(`
    const changes = [{ put: 'device', key: 'pause', row: ${JSON.stringify(row)} }]
    ${lastTurn}
    channel.postMessage('frozen')
    for (;;);`)
  const session = await device.context.newCDPSession(frozen)
  frozen.evaluate(turn).catch(() => undefined)
  const found = await read
  // It would take a processor from the tests that follow.
  session.send('Page.crash').catch(() => undefined)
  return found
}

const microtasks = 'for (let count = 0; count < 1000; count += 1) await undefined'

testInChromium(
  '[LS1] what a page reads to write it keeps no other tab waiting where the page is frozen over it',
  async () => {
    const read = await readBesideFrozen(`
    store.transact([['device', 'pause']], () => ({ changes, result: undefined }))
    ${microtasks}
    document.dispatchEvent(new Event('freeze'))`)
    expect(read).toBe('nothing')
  },
)

testInChromium(
  '[LS1] what a page writes as it is frozen is on disk all the same, and keeps no other tab waiting',
  async () => {
    const lastTurn = `
    store.transact([], () => ({ changes, result: undefined }))
    ${microtasks}
    document.dispatchEvent(new Event('freeze'))`
    const read = await readBesideFrozen(lastTurn, "found !== 'nothing'")
    expect(read).toEqual(row)
  },
)

test('[LS14] whatever is asked as the browser clears the site has an end', async () => {
  const { page } = device
  await page.goto(modules.pageUrl)
  const row = { schemaVersion: 1, name: 'Film', document: { ...document, data: 'x'.repeat(200_000) }, assetIds: [] }
  const asking = page.evaluate(
    withStore(`
      let cleared = false
      globalThis.end = () => { cleared = true }
      const write = (key, ...keys) => store.transact(keys, () => {
        return { changes: [{ put: 'documents', key: 'film/' + key, row: ${JSON.stringify(row)} }], result: undefined }
      })
      const askOn = async (ask) => {
        while (!cleared) {
          await ask().catch(() => undefined)
          globalThis.asked = true
          // What is refused at once leaves the page no turn.
          await new Promise((resolve) => setTimeout(resolve))
        }
      }
      const one = ['documents', 'film/one']
      const all = [() => write('one'), () => write('two'), () => write('three', one), () => store.get(...one)]
      await Promise.all(all.map(askOn))
      await write('last')
      return (await store.all('documents')).map(([key]) => key)`),
  )
  await page.waitForFunction('globalThis.asked')
  await clearSite(page)
  await page.evaluate('end()')
  expect(await asking).toContain('film/last')
})

/** What Chromium leaves without a word once it has cleared a site, Firefox does about once in five times. */
async function clearSite(page: Page): Promise<void> {
  if (browserEngine() === 'firefox') {
    for (let times = 0; times < 40; times += 1) await page.evaluate(`fetch('${modules.clearingUrl}')`)
    return
  }
  const session = await device.context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' })
}

/** Where Chromium keeps values that are too large for its database. */
async function filesOfValues(profile: string): Promise<string[]> {
  const all = await readdir(profile, { recursive: true, withFileTypes: true })
  const files = all.filter((one) => one.isFile() && one.parentPath.includes('.indexeddb.blob'))
  expect(files.length).toBeGreaterThan(0)
  return files.map((one) => join(one.parentPath, one.name))
}
