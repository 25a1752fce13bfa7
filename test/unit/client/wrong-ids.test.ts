import { expect, test } from 'vitest'
import type { ConflictAnswer } from '../../../client-lib/conflicts/conflicts-api.ts'
import { nameVersion } from '../../../client-lib/history/name-version.ts'
import { readVersion } from '../../../client-lib/history/read-version.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { conflictOnA, newWorld } from './world.ts'

const none = undefined as unknown as string

test('[PK4] no id at all is refused as such, and blames neither the device’s store nor the address', async () => {
  const { a } = newWorld()
  const { sync } = a.open()
  const { projects } = sync
  for (const ask of [projects.open, projects.delete, projects.overlaid, (id: string) => projects.dropOverlaid(id, 'x')])
    await expect(ask(none), String(ask)).rejects.toThrow(new TypeError('Needs the id of a project.'))
  await expect(readVersion(sync, 'film', none)).rejects.toThrow(new TypeError('Needs version.'))
})

test('[PK4] an edit without an id is tried again under none: the status does not come to blame the disk', async () => {
  const { a } = newWorld()
  const page = a.open()
  const { id: _, ...nameless } = edit('one')
  await page.sync.afterSave(async () => undefined)(nameless as ProjectEdit)
  await turnsPass()
  page.sync.retryNow()
  await turnsPass()
  expect(page.sync.status.get().activity).toMatchObject({ kind: 'blocked', code: 'invalid-request' })
})

test('[PK4] an answer that is none of the four is refused, and the question stays', async () => {
  const { pageA, conflictId } = await conflictOnA()
  for (const wrong of ['lokal', {}, undefined, { merge: edit('two') }])
    await expect(pageA.sync.conflicts.resolve(conflictId, wrong as ConflictAnswer)).rejects.toThrow(
      new TypeError("Answer 'local', 'remote', 'both' or { merged }."),
    )
  expect(await pageA.sync.conflicts.list()).toHaveLength(1)
})

test('[SE2] a project that is called like what every object inherits can have a version named, from where it is not held, too', async () => {
  const { a, b } = newWorld()
  const page = a.open()
  await page.save(edit('one', { id: 'constructor' }))
  await inTheCloud(page, 'constructor')
  expect(await nameVersion(b.open().sync, 'constructor', 'Sent')).toMatchObject({ kind: 'named', label: 'Sent' })
})

test('[PK4] a device’s name that is too long is cut between characters, and what is none is left out', async () => {
  const { a, server } = newWorld()
  a.name = `\udfac${'x'.repeat(62)}\u{1f3ac}`
  const sent: string[] = []
  server.beforeHandling = ({ method, body }) => void (method === 'PUT' && sent.push(String(body)))
  const page = a.open()
  await page.save(edit('one'))
  await until(() => sent.length > 0)
  expect(JSON.parse(sent[0] ?? '').deviceName).toBe('x'.repeat(62))
})
