import { expect, test } from 'vitest'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { createTestCloud, createTestSync } from '../../../testing/index.ts'

const edit = (document: string) => ({ id: 'film', name: 'Film', document, assetIds: [] })

/** A phone whose app has a store of its own, which outlives the app's pages. */
function givenPhone() {
  const cloud = createTestCloud()
  const kept = new Map<string, ProjectEdit>()
  const host = {
    list: async () => [...kept.keys()],
    load: async (id: string) => kept.get(id),
    apply: async (remote: ProjectEdit) => Boolean(kept.set(remote.id, remote)),
  }
  const phone = createTestSync({ cloud, user: 'ada', host })
  const opened = () => createTestSync({ cloud, user: 'ada', host, device: phone.device })
  const laptop = () => createTestSync({ cloud, user: 'ada', device: 'laptop' })
  return { kept, phone, opened, laptop }
}

test('[TK7, QU4] what an app had saved and not queued when its page crashed is sent by the next page', async () => {
  const { kept, phone, opened, laptop } = givenPhone()
  await phone.settled()
  const save = phone.sync.afterSave(async (given: ProjectEdit) => {
    kept.set(given.id, given)
    phone.crash()
  })
  await save(edit('one'))
  await phone.device.cloud.time.advance(3_600_000)
  expect(phone.line.sent.filter(({ route }) => route === 'putProject')).toEqual([])
  const again = opened()
  await again.settled()
  expect((await laptop().sync.projects.open('film')).document).toBe('one')
})

test('[TK7] a page that crashed with a write on its way does nothing more, and its lead is free', async () => {
  const { kept, phone, opened, laptop } = givenPhone()
  phone.line.fault('putProject', { kind: 'lose-reply' })
  await phone.sync.afterSave(async (given: ProjectEdit) => kept.set(given.id, given))(edit('one'))
  await phone.until(() => phone.line.sent.some(({ route }) => route === 'putProject'))
  phone.crash()
  const sent = phone.line.sent.length
  await phone.device.cloud.time.advance(3_600_000)
  expect(phone.line.sent).toHaveLength(sent)
  expect(phone.device.origin.traces()).toBe(0)
  const again = opened()
  await again.settled()
  expect(await again.sync.conflicts.list()).toEqual([])
  expect((await laptop().sync.projects.open('film')).document).toBe('one')
})
