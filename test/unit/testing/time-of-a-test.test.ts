import { expect, test } from 'vitest'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { createTestCloud, createTestSync, TestTime } from '../../../testing/index.ts'

const edit = (document: string) => ({ id: 'film', name: 'Film', document, assetIds: [] })

test('[TK6] a wait for a status asks as often as something is due, and not each second', async () => {
  const cloud = createTestCloud()
  const phone = createTestSync({ cloud, user: 'ada', device: 'phone' })
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  await laptop.settled()
  await phone.sync.projects.save(edit('one'))
  let asked = 0
  const startMs = cloud.time.nowMs()
  await laptop.until(async () => {
    asked += 1
    return (await laptop.sync.projects.list()).length === 1
  })
  expect(cloud.time.nowMs() - startMs).toBeGreaterThan(20_000)
  expect(asked).toBeLessThan(10)
})

test('[TK6] an app’s store that takes its time is waited for, and is not told as silent', async () => {
  const cloud = createTestCloud()
  const kept = new Map<string, ReturnType<typeof edit>>()
  const slowly = async <T>(work: () => T) => {
    for (let turns = 0; turns < 600; turns += 1) await new Promise((resolve) => setImmediate(resolve))
    return work()
  }
  const host = {
    list: () => slowly(() => [...kept.keys()]),
    load: (id: string) => slowly(() => kept.get(id)),
    apply: (remote: ProjectEdit) => slowly(() => kept.set(remote.id, { ...remote, assetIds: [] }).size > 0),
    remove: (id: string) => slowly(() => kept.delete(id)),
  }
  const phone = createTestSync({ cloud, user: 'ada', device: 'phone', host })
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  const told: string[] = []
  phone.sync.status.subscribe(({ activity }) => told.push(activity.kind))
  await phone.sync.afterSave(async (saved) => void kept.set(saved.id, edit(saved.document)))(edit('one'))
  await phone.settled()
  await laptop.sync.projects.open('film')
  await laptop.sync.projects.save(edit('two'))
  await laptop.settled()
  await phone.until(() => kept.get('film')?.document === 'two')
  await laptop.sync.projects.delete('film')
  await phone.until(() => !kept.has('film'))
  expect(told).not.toContain('blocked')
})

test('[TK6] one that never answers holds up no test: time goes on', async () => {
  const time = new TestTime(0)
  void time.during(() => new Promise(() => undefined), 0)
  await time.advance(1000)
  expect(time.nowMs()).toBe(1000)
})
