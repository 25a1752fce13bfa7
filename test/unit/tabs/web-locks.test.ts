import { afterEach, expect, test, vi } from 'vitest'
import { WebLocks } from '../../../client-lib/runtime/web-locks.ts'

const signal = new AbortController().signal
afterEach(() => vi.unstubAllGlobals())

test('in a browser without locks each tab leads at once, and says that its locks keep nobody out', async () => {
  vi.stubGlobal('navigator', {})
  const [one, other] = [new WebLocks(), new WebLocks()]
  const held: string[] = []
  await one.whenHeld('lead', signal, async () => {
    await other.whenHeld('lead', signal, async () => void held.push('both'))
  })
  expect(held).toEqual(['both'])
  expect(one.areExclusive).toBe(false)
})

test('[TA3] a browser that refuses its locks is as one without them', async () => {
  const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'))
  vi.stubGlobal('navigator', { locks: { request: refuse } })
  const locks = new WebLocks()
  let held = 0
  await locks.whenHeld('lead', signal, async () => {
    held += 1
  })
  expect([held, locks.areExclusive]).toEqual([1, false])
})

test('[TA3] what fails while a lock is held is no refusal of the lock, and is not done again', async () => {
  const locks = new WebLocks()
  let tries = 0
  const failing = locks.whenHeld('lead', signal, async () => {
    tries += 1
    throw new DOMException('a folder is denied', 'SecurityError')
  })
  await expect(failing).rejects.toThrow('a folder is denied')
  expect([tries, locks.areExclusive]).toEqual([1, true])
})

test('with locks the second waits until the first lets go', async () => {
  const locks = new WebLocks()
  const order: string[] = []
  let release = () => {}
  const first = locks.whenHeld('lead', signal, async () => {
    order.push('first')
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  const second = locks.whenHeld('lead', signal, async () => void order.push('second'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(order).toEqual(['first'])
  release()
  await Promise.all([first, second])
  expect(order).toEqual(['first', 'second'])
  expect(locks.areExclusive).toBe(true)
})

test('[QU10] who stops waiting is given nothing, and that is no fault', async () => {
  const locks = new WebLocks()
  const leaving = new AbortController()
  await locks.whenHeld('lead', signal, async () => {
    const waiting = locks.whenHeld('lead', leaving.signal, async () => expect.unreachable())
    leaving.abort()
    await waiting
  })
})

test('[TA2] a lock that is stolen is ours at once, and who held it is told', async () => {
  const locks = new WebLocks()
  expect(locks.areExclusive).toBe(true)
  let granted = () => {}
  const first = new Promise<void>((resolve) => {
    granted = resolve
  })
  const robbed = locks.whenHeld('stolen', signal, () => {
    granted()
    return new Promise(() => {})
  })
  const told = robbed.catch((error: Error) => error.name)
  await first
  await locks.whenHeld('stolen', signal, async () => {}, { steal: true })
  expect(await told).toBe('AbortError')
})
