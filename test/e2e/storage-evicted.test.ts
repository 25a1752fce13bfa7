import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { browserEngine } from '../../dev/browser/browser-engine.ts'
import { testInChromium } from './chromium-alone.ts'
import { SyncPage } from './sync-page.ts'

const database = 'reelsync-ada'
const deleteDatabase = `
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('${database}')
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })`
const hasLane = `
  const rows = await new Promise((resolve) => {
    const request = indexedDB.open('${database}')
    // It is not there yet: made here, and empty, it would keep the client out.
    request.onupgradeneeded = () => request.transaction.abort()
    request.onerror = () => resolve([])
    request.onsuccess = () => {
      const found = request.result.transaction('lanes').objectStore('lanes').getAllKeys()
      found.onsuccess = () => { request.result.close(); resolve(found.result) }
    }
  })
  return rows.includes('film')`

let page: SyncPage

const fromTheConsole = ['deleted from the console', () => page.run(deleteDatabase)] as const
const byTheBrowser = ['cleared by the browser', () => page.clear('indexeddb')] as const
const deletions = browserEngine() === 'chromium' ? [fromTheConsole, byTheBrowser] : [fromTheConsole]

describe('a browser that stores', () => {
  beforeEach(async () => {
    page = await SyncPage.open()
    await page.enter()
    page.cutOff()
  })
  afterEach(() => page.close())

  test.each(deletions)(
    '[LS10] a database that is %s under the page is made anew with all that was queued',
    async (_, destroy) => {
      await page.save('one')
      await page.addFile('clip')
      await page.until(`status.projects.film.activity.kind === 'waiting'`)
      await destroy()
      await expect.poll(() => page.run(hasLane), { timeout: 30_000 }).toBe(true)
      await page.enter()
      page.reachAgain()
      await page.until(`status.durability === 'in-the-cloud' && status.projects.film`)
      expect(await page.inTheCloud()).toBe('one')
      expect(await page.losses()).toEqual([])
    },
  )

  testInChromium(
    '[LS10, DG1] everything of the site is cleared under the page: the edit arrives, and the file is named',
    async () => {
      await page.save('one')
      await page.addFile('clip')
      await page.until(`status.projects.film.activity.kind === 'waiting'`)
      await page.clear('all')
      await page.goOnline()
      await page.until(`status.projects.film.durability === 'in-the-cloud' && status.activity.kind === 'blocked'`)
      expect(await page.inTheCloud()).toBe('one')
      const named = { kind: 'file-lost', projectId: 'film', assetId: 'clip', code: 'local-bytes-missing' }
      expect(await page.losses()).toEqual([named])
      expect((await page.status()).durability).toBe('unsaved')
      await page.addFile('clip')
      await page.until(`status.durability === 'in-the-cloud'`)
      expect(await page.losses()).toEqual([])
    },
  )

  test('[LS11, DG1] a database that is gone at the start: what only it had is named, and stays so until it is known', async () => {
    await page.save('one')
    await page.addFile('clip')
    await page.until(`status.projects.film.activity.kind === 'waiting'`)
    await page.leave()
    await page.run(deleteDatabase)
    page.reachAgain()
    await page.enter()
    await page.until(`status.projects.film?.activity.code === 'content-lost'`)
    const named = { kind: 'content-lost', projectId: 'film', savedAtMs: expect.any(Number), code: 'evicted' }
    expect(await page.losses()).toEqual([named])
    await page.enter()
    await page.until(`status.projects.film?.activity.code === 'content-lost'`)
    await page.run('await reelsync.acknowledgeLosses(sync, (await reelsync.diagnose(sync)).losses)')
    expect(await page.losses()).toEqual([])
    await page.save('made anew')
    // Its bytes were left: the file goes on without being asked for.
    await page.until(`status.durability === 'in-the-cloud' && status.uploads.open === 0`)
    expect(await page.run(`return (await sync.assets.list('film')).map((one) => one.inTheCloud)`)).toEqual([true])
  })

  test('[LS11] the folder of files is gone: what the cloud has is fetched again, the rest is named and can be added', async () => {
    page.reachAgain()
    await page.save('one')
    await page.addFile('kept')
    await page.until(`status.durability === 'in-the-cloud' && status.projects.film`)
    page.cutOff()
    await page.addFile('onlyhere')
    await page.run(`await (await navigator.storage.getDirectory()).removeEntry('${database}', { recursive: true })`)
    await page.goOnline()
    await page.until(`status.activity.code === 'local-bytes-missing'`)
    expect(await page.losses()).toMatchObject([{ kind: 'file-lost', assetId: 'onlyhere' }])
    expect(await page.run(`return (await sync.assets.open('film', 'kept')).size`)).toBe(3_000_000)
    await page.addFile('onlyhere')
    await page.until(`status.durability === 'in-the-cloud'`)
    expect(await page.losses()).toEqual([])
  })
})

describe('a browser that lets the page store nothing', () => {
  beforeEach(async () => {
    page = await SyncPage.open({ isSandboxed: true })
    await page.enter()
  })
  afterEach(() => page.close())

  test('[LS12, ST1] work goes on, is called saved nowhere but in the cloud, and is there in the end', async () => {
    const refused = `return indexedDB.open('x') && 'given'`
    await expect(page.run(refused)).rejects.toThrow('SecurityError')
    page.cutOff()
    await page.run(`
      globalThis.told = []
      sync.status.subscribe(({ durability }) => told.push(durability))
    `)
    await page.save('one')
    await page.addFile('clip')
    await page.until(`status.activity.kind === 'storage-degraded' && status.durability === 'unsaved'`)
    expect((await page.status()).keepTabOpen).toBe(true)
    expect(await page.run('return (await reelsync.selfTest(sync)).map(({ code }) => code)')).toContain(
      'storage-blocked',
    )
    await page.goOnline()
    await page.until(`status.durability === 'in-the-cloud'`)
    expect(await page.run('return told')).not.toContain('on-this-device')
    expect(await page.inTheCloud()).toBe('one')
  })
})
