import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, shareProjects } from './world.ts'

const long = (text: string) => `${text} ${Array.from({ length: 500 }, (_, index) => (index * 7919) % 1009).join()}`

test.each([
  ['no base64', (data: string) => `!!!${data.slice(8)}`],
  ['no gzip', (data: string) => `AAAA${data.slice(4)}`],
])('[QU13] a question of which one side has come to be %s keeps no other from its user', async (_, damaged) => {
  const { a, b } = newWorld()
  const [pageA, pageB] = [a.open(), b.open()]
  await shareProjects(pageA, pageB, ['film', 'song'], long('one'))
  for (const id of ['film', 'song']) {
    await pageB.save(edit(long('from B'), { id }))
    await inTheCloud(pageB, id)
    await pageA.save(edit(long('from A'), { id }))
    await activity(pageA, 'conflict', id)
  }
  const { remote } = a.disk.tables.get('conflicts/film') as { remote: { hash: string } }
  const key = `documents/film/${remote.hash}`
  const row = a.disk.tables.get(key) as { document: { data: string } }
  a.disk.tables.set(key, { ...row, document: { ...row.document, data: damaged(row.document.data) } })
  const listed = await pageA.sync.conflicts.list()
  expect(listed.map(({ projectId }) => projectId)).toEqual(['song'])
  // Its own side is the cloud's: it is asked for again.
  await until(async () => (await pageA.sync.conflicts.list()).length === 2)
})
