import { afterEach, expect, test, vi } from 'vitest'
import { BroadcastTabs } from '../../../client-lib/tabs/broadcast-tabs.ts'
import type { TabMessage } from '../../../client-lib/tabs/tab-message.ts'

const open: { close(): void }[] = []
const opened = <T extends { close(): void }>(one: T): T => {
  open.push(one)
  return one
}
const tab = (name = 'ada') => opened(new BroadcastTabs(name))
const wake: TabMessage = { kind: 'wake', by: 'user' }
const heardBy = (tabs: BroadcastTabs) => new Promise<TabMessage>((resolve) => void tabs.onMessage(resolve))

afterEach(() => {
  for (const one of open.splice(0)) one.close()
  vi.unstubAllGlobals()
})

test('a message reaches the other tabs of the account, and not the one that sent it', async () => {
  const [one, other, ofBob] = [tab(), tab(), tab('bob')]
  const strays: TabMessage[] = []
  one.onMessage((message) => strays.push(message))
  ofBob.onMessage((message) => strays.push(message))
  const heard = heardBy(other)
  one.post(wake)
  expect(await heard).toEqual(wake)
  expect(strays).toEqual([])
})

test('what another version of the app says, and this one does not know, is passed over', async () => {
  const heard = heardBy(tab())
  const newer = opened(new BroadcastChannel('ada'))
  newer.postMessage({ kind: 'of-next-year' })
  newer.postMessage('not even an object')
  newer.postMessage({ kind: 'pause', paused: true })
  expect(await heard).toEqual({ kind: 'pause', paused: true })
})

test('who has unsubscribed is told nothing any more', async () => {
  const [one, other] = [tab(), tab()]
  const strays: TabMessage[] = []
  other.onMessage((message) => strays.push(message))()
  const heard = heardBy(other)
  one.post(wake)
  await heard
  expect(strays).toEqual([])
})

test('[QU10] a closed tab may post, and close again, and nothing happens', () => {
  const closed = tab()
  closed.close()
  closed.post(wake)
  closed.close()
})

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

test.each([
  ['without the channel', undefined],
  ['that refuses it with the storage', refuse],
])('[LS12] a browser %s has tabs that do not hear of each other, and no fault', (_, channel) => {
  vi.stubGlobal('BroadcastChannel', channel)
  const alone = tab()
  const unsubscribe = alone.onMessage(() => expect.unreachable())
  alone.post(wake)
  unsubscribe()
})
