import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { withoutSecrets } from '../../../client-lib/diagnostics/without-secrets.ts'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

test('[DG1] every loss that the client knows of is named: an edit, a file, a damaged row', async () => {
  const { a } = newWorld()
  a.withMedia = true
  a.line.cut()
  const before = a.open()
  await before.save(edit('a secret plot'))
  await before.sync.assets.add('film', new File(['a clip'], 'secret.mp4', { type: 'video/mp4' }), { assetId: 'clip' })
  await until(() => before.sync.status.get().projects.film?.activity.kind === 'waiting')
  before.kill()
  // The browser evicts: the app's store, the document, the file's bytes; and a row is damaged.
  a.host.projects.clear()
  for (const key of a.disk.tables.keys()) if (key.startsWith('documents/')) a.disk.tables.delete(key)
  for (const key of await a.media.keys()) await a.media.remove(key)
  a.disk.tables.set('conflicts/other', { schemaVersion: 1, state: 'a secret plot' })
  a.line.mend()
  const page = a.open()
  await until(() => page.sync.status.get().projects.film?.activity.kind === 'blocked')
  await page.save(edit('made anew'))
  await inTheCloud(page)
  await until(async () => (await page.sync.assets.list('film'))[0]?.transfer.phase === 'blocked')
  page.kill()
  a.disk.tables.set('lanes/gone', {
    ...{ schemaVersion: 1, projectId: 'gone', acknowledged: { version: 0, hash: '' }, keptHashes: [] },
    state: { kind: 'lost', hash: 'h', savedAtMs: 7 },
  })
  const again = a.open()
  await until(() => again.sync.status.get().projects.gone)
  const bundle = await diagnose(again.sync)
  expect(bundle.losses).toEqual(
    expect.arrayContaining([
      { kind: 'content-lost', projectId: 'gone', savedAtMs: 7, code: 'unreadable' },
      { kind: 'file-lost', projectId: 'film', assetId: 'clip', code: 'local-bytes-missing' },
      expect.objectContaining({ kind: 'row-unreadable', table: 'conflicts', key: 'other' }),
    ]),
  )
  expect(JSON.stringify(bundle)).not.toContain('secret')
})

test('[DG1] the bundle comes also where the device’s store does not answer, and says so', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  a.disk.tables.set('lanes/other', { schemaVersion: 2 })
  const bundle = await diagnose(page.sync)
  expect(bundle.storageTrouble).toContain('StorageUnavailable')
  expect(bundle.lanes).toEqual([expect.objectContaining({ projectId: 'film', version: 1, state: 'idle' })])
})

test('[DG2] tokens and signed addresses are taken out of whatever was said', () => {
  const token = 'eyJhbGciOiJI.eyJzdWIiOiJhZGEi.c2lnbmF0dXJl'
  const said = {
    detail: `PUT https://bucket.test/key?X-Amz-Signature=abc&x=1 with Bearer ${token} was refused`,
    deep: [{ reason: token, code: 'store-refused' }],
    opaque: 'authorization: bearer dGhpcyBpcyBubyBKV1Q= is no access token',
  }
  expect(withoutSecrets(said)).toEqual({
    detail: 'PUT https://bucket.test/key?… with Bearer … was refused',
    deep: [{ reason: '…', code: 'store-refused' }],
    opaque: 'authorization: Bearer … is no access token',
  })
})

test('[DG2] what the app’s own store says of a document, and how the user calls the device, are left out', async () => {
  const { a } = newWorld()
  a.line.cut()
  const page = a.open()
  await page.save(edit('one'))
  await until(() => page.sync.status.get().projects.film?.activity.kind === 'waiting')
  page.kill()
  // As an app does that keeps JSON: the engine's sentence quotes what it met.
  Object.assign(a.host, { list: async () => ['song'], load: async () => JSON.parse('a secret plot') })
  const again = a.open()
  await until(() => again.sync.status.get().projects.song?.activity.kind === 'blocked')
  const bundle = await diagnose(again.sync)
  expect(bundle.status.projects.song).toMatchObject({
    activity: { code: 'app-store-failed', detail: "The app's own store failed: SyntaxError" },
  })
  expect(bundle.lanes).toEqual([expect.objectContaining({ projectId: 'film', state: 'waiting' })])
  expect(JSON.stringify(bundle)).not.toMatch(/secret|deviceName/)
  expect(withoutSecrets("The app's own store failed: secret\nplot")).toBe("The app's own store failed")
})
