import { expect, test } from 'vitest'
import { databaseName } from '../../../client-lib/device-accounts/database-name.ts'
import { handlesDatabaseName } from '../../../client-lib/media-store/in-place/handle-records.ts'
import { mediaDatabaseName } from '../../../client-lib/media-store/media-database-name.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { idle } from './two-tabs.ts'
import { newWorld } from './world.ts'

test('[AC2] no account’s rows are where another’s files are, whatever the two are called', () => {
  const ends = ['', '-media', '-in-place', '-media-media', '-in-place-media', '_media', '_2d_media']
  const accounts = [
    null,
    ...['ada', '', '_signed-out', '_signed_2d_out'].flatMap((name) => ends.map((end) => name + end)),
  ]
  const databases = accounts.flatMap((account) => {
    const name = databaseName(account)
    return [name, mediaDatabaseName(name), handlesDatabaseName(name)]
  })
  expect(databases.filter((name, at) => databases.indexOf(name) !== at)).toEqual([])
  expect(databases.filter((name) => /[^\w-]/.test(name))).toEqual([])
})

test('[AC2] sign out, in as another, and back: both queues are whole, and no write carries another’s token', async () => {
  const world = newWorld()
  const { a } = world
  const writers = new Set<string>()
  world.server.beforeHandling = ({ method, headers, body }) => {
    if (method !== 'PUT') return undefined
    const { sub } = JSON.parse(atob((headers.authorization ?? '').split('.')[1] ?? ''))
    writers.add(`${sub}: ${JSON.parse(String(body)).document.data}`)
    return undefined
  }
  a.line.cut()
  for (const account of ['ada', 'bob']) {
    a.account = account
    const page = a.open()
    await page.save(edit(`of ${account}`))
    await activity(page, 'waiting')
    await page.sync.close()
  }
  a.line.mend()
  for (const account of ['ada', 'bob']) {
    a.account = account
    const page = a.open()
    await inTheCloud(page)
    expect((await page.sync.projects.open('film')).document).toBe(`of ${account}`)
    await page.sync.close()
  }
  expect([...writers]).toEqual(['ada: of ada', 'bob: of bob'])
})

test('[AC2, QU12] somebody else signs in in another tab: the first tab sends nothing more, and goes on when its own is back', async () => {
  const world = newWorld()
  const { a } = world
  const hers = a.open()
  await idle(hers)
  a.account = 'bob'
  const his = a.open()
  const writers: string[] = []
  world.server.beforeHandling = ({ method, headers }) => {
    if (method === 'PUT') writers.push(JSON.parse(atob((headers.authorization ?? '').split('.')[1] ?? '')).sub)
    return undefined
  }
  await hers.save(edit('hers'))
  await his.save(edit('his'))
  await inTheCloud(his)
  await activity(hers, 'needs-auth')
  expect(writers).toEqual(['bob'])
  a.account = 'ada'
  hers.sync.retryNow()
  await inTheCloud(hers)
  expect(writers).toEqual(['bob', 'ada'])
})
