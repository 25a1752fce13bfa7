import { expect, test } from 'vitest'
import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import { readUsage } from '../../../client-lib/account/read-usage.ts'
import {
  createTestCloud,
  createTestSync,
  type LineFault,
  type RouteName,
  StatusNotReached,
} from '../../../testing/index.ts'

const edit = (document: string) => ({ id: 'film', name: 'Film', document, assetIds: [] })

function phoneAndLaptop() {
  const cloud = createTestCloud()
  const phone = createTestSync({ cloud, user: 'ada', device: 'phone' })
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  const puts = () => phone.line.sent.filter(({ route }) => route === 'putProject')
  return { cloud, phone, laptop, puts }
}

const passing: readonly LineFault[] = [
  { kind: 'drop' },
  { kind: 'lose-reply' },
  { kind: 'delay', byMs: 5000 },
  { kind: 'duplicate' },
  { kind: 'answer' },
  { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' },
  { kind: 'problem', code: 'unavailable', retryAfterSeconds: 5 },
  { kind: 'problem', code: 'internal' },
  { kind: 'problem', code: 'rate-limited', payload: { retryAfterMs: 10_000 } },
]

test.each(passing)('[TK2] a write that meets %j reaches the cloud all the same, once', async (fault) => {
  const { phone, laptop, puts } = phoneAndLaptop()
  phone.line.fault('putProject', fault)
  await phone.sync.projects.save(edit('one'))
  await phone.settled()
  expect(await laptop.sync.projects.open('film')).toEqual(edit('one'))
  expect(await phone.sync.projects.list()).toEqual([expect.objectContaining({ id: 'film', version: 1 })])
  expect(puts()).toHaveLength(fault.kind === 'delay' || fault.kind === 'duplicate' ? 1 : 2)
  expect(await phone.sync.conflicts.list()).toEqual([])
})

test('[TK2] a delayed request arrives when it is due, and not before', async () => {
  const { cloud, phone } = phoneAndLaptop()
  await phone.settled()
  phone.line.fault('putProject', { kind: 'delay', byMs: 5000 })
  const startMs = cloud.time.nowMs()
  await phone.sync.projects.save(edit('one'))
  await cloud.time.advance(4999)
  expect(phone.sync.status.get().durability).toBe('on-this-device')
  await cloud.time.advance(1)
  expect(phone.sync.status.get().durability).toBe('in-the-cloud')
  expect(cloud.time.nowMs()).toBe(startMs + 5000)
})

test('[TK2] offline nothing goes out; online again, the page is told, and it does', async () => {
  const { phone, puts } = phoneAndLaptop()
  await phone.settled()
  phone.line.goOffline()
  await phone.sync.projects.save(edit('one'))
  const waiting = await phone.until(({ reachable }) => !reachable)
  expect(waiting.durability).toBe('on-this-device')
  phone.line.goOnline()
  await phone.settled()
  expect(puts().length).toBeGreaterThan(1)
})

test('[TK2] a fault is met as often as it was asked for, until it is taken back, and by its own requests alone', async () => {
  const { phone, puts } = phoneAndLaptop()
  phone.line.fault('getProject', { kind: 'drop' })
  phone.line.fault('putProject', { kind: 'answer' }, 0)
  phone.line.fault('putProject', { kind: 'drop' }, 2)
  await phone.sync.projects.save(edit('one'))
  await phone.settled()
  expect(puts()).toHaveLength(3)
  const mend = phone.line.fault('all', { kind: 'drop' }, Number.POSITIVE_INFINITY)
  await phone.sync.projects.save(edit('two'))
  await phone.until(({ projects }) => projects.film?.activity.kind === 'waiting')
  mend()
  await phone.settled()
})

test.each([
  ['requests', 'putProjects', { kind: 'drop' }, /putProjects.*putProject,.*store, all/],
  ['a code', 'putProject', { kind: 'problem', code: 'forbidden' }, /forbidden.*unauthenticated/],
  ['a kind', 'putProject', { kind: 'lost-reply' }, /lost-reply.*lose-reply/],
] as never[] as [string, RouteName, LineFault, RegExp][])(
  '[TK2] a fault of %s that there is none of is refused',
  (_what, requests, fault, words) => {
    const { phone } = phoneAndLaptop()
    expect(() => phone.line.fault(requests, fault)).toThrow(TypeError)
    expect(() => phone.line.fault(requests, fault)).toThrow(words)
  },
)

const codes = (Object.keys(statusOfCode) as ErrorCode[]).filter((code) => code !== 'version-conflict')

test.each(codes)('[TK2] %s is answered as the API answers it: the client knows what it is', async (code) => {
  const { phone } = phoneAndLaptop()
  await phone.settled()
  phone.line.fault('getUsage', { kind: 'problem', code } as LineFault, 2)
  const refused = await readUsage(phone.sync).catch((error: unknown) => error)
  const isOfToken = code === 'unauthenticated' || code === 'token-expired'
  expect(refused).toMatchObject(isOfToken ? { name: 'NotSignedIn' } : { name: 'ApiFailure', code })
})

test('[TK2] a status that never comes ends the wait with the one that is there', async () => {
  const { phone } = phoneAndLaptop()
  phone.line.goOffline()
  await phone.sync.projects.save(edit('one'))
  const error = await phone.settled().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StatusNotReached)
  expect(error).toMatchObject({ status: { durability: 'on-this-device', reachable: false } })
})
