import { expect, test } from 'vitest'
import { ended } from './failing-host.ts'
import { quiet } from './heavy-user.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { holds, newWorld, shareProjects } from './world.ts'

/** B changed what A holds, whose app takes nothing as A opens again. */
async function untaken(answer: () => Promise<boolean>, ids = ['film'], changed = (id: string) => `two of ${id}`) {
  const { server, a, b } = newWorld()
  const [first, pageB] = [a.open(), b.open()]
  await shareProjects(first, pageB, ids)
  await first.sync.close()
  const saveOnB = async (document: string, id = 'film') => {
    await pageB.save(edit(document, { id }))
    await inTheCloud(pageB, id)
  }
  for (const id of ids) await saveOnB(changed(id), id)
  const { apply } = a.host
  const given: string[] = []
  a.host.apply = (remote) => {
    given.push(remote.document)
    return answer()
  }
  const sent: string[] = []
  server.afterHandling = ({ method, url }, { status }) => {
    const of = url.startsWith(server.storeUrl) ? 'store' : ids.find((id) => url.endsWith(`/projects/${id}`))
    if (method === 'GET' && status === 200 && of) sent.push(of)
    return undefined
  }
  const page = a.open()
  await until(() => given.length === ids.length)
  await quiet()
  const look = async () => {
    const { length } = given
    page.connectivity.wake()
    await until(() => given.length >= length + ids.length)
    await quiet()
  }
  const takesAll = () => Object.assign(a.host, { apply })
  return { a, page, given, sent, saveOnB, look, takesAll }
}

test.each([
  ['an editor holds edits', async () => false],
  ['its store fails', () => Promise.reject(ended())],
])(
  '[RE6] a version that the app does not take, as %s, is sent once, and given to it at each look',
  async (_, answer) => {
    const { a, page, given, sent, look, takesAll } = await untaken(answer)
    for (let looks = 0; looks < 5; looks += 1) await look()
    expect(sent).toEqual(['film'])
    expect(given.length).toBe(6)
    takesAll()
    page.connectivity.wake()
    await holds(a, 'two of film')
    expect(sent).toEqual(['film'])
  },
)

test.each(['', largeText(200_000)])('[RE6, RE1] what is in force no more is not given to it (%#)', async (text) => {
  const { a, page, given, sent, saveOnB, look, takesAll } = await untaken(
    async () => false,
    ['film'],
    () => `${text}two`,
  )
  await saveOnB(`${text}three`)
  given.length = 0
  await look()
  await look()
  takesAll()
  page.connectivity.wake()
  await holds(a, `${text}three`)
  expect(new Set(given)).toEqual(new Set([`${text}three`]))
  expect(sent.filter((of) => of === 'film')).toHaveLength(2)
})

test('[RE6, RE1] nor is it applied over what was saved meanwhile', async () => {
  const { a, page, given, takesAll } = await untaken(async () => false)
  given.length = 0
  takesAll()
  await page.save(edit('from A'))
  await until(() => page.sync.status.get().activity.kind === 'conflict')
  page.connectivity.wake()
  await quiet()
  expect(a.host.projects.get('film')?.document).toBe('from A')
})

test.each([
  ['small ones are all kept', 3, 1],
  ['of large ones one is kept', 0, 2],
  ['beside a large one small ones are', 2, 1],
])('[RE6] %s', async (_, small, large) => {
  const text = largeText(200_000)
  const ids = [...Array(small + large).keys()].map((at) => `${at < small ? 'small' : 'large'}-${at}`)
  const { look, sent } = await untaken(
    async () => false,
    ids,
    (id) => (id.startsWith('large') ? text + id : id),
  )
  for (let looks = 0; looks < 3; looks += 1) await look()
  const times = ids.map((id) => sent.filter((one) => one === id).length)
  expect(times.sort()).toEqual([...Array(ids.length - large + 1).fill(1), ...Array(large - 1).fill(4)])
})
