import { expect, test } from 'vitest'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import type { HostStore } from '../../../client-lib/host/host-store.ts'
import { namedFailures } from '../../../client-lib/host/named-failures.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { edit } from '../client/memory-host.ts'
import { turn } from '../client/turns-of-the-loop.ts'

function named(own: Partial<HostStore>) {
  const clock = new HandClock()
  const closing = new AbortController()
  const { signal } = closing
  const host = namedFailures(
    { list: async () => [], load: async () => undefined, apply: async () => true, ...own },
    { clock, signal },
  )
  return { clock, closing, host }
}

test('[QU19] one that is silent is waited for 30 s, and asked about again once it has answered, be that by a failure', async () => {
  let asked = 0
  const late = Promise.withResolvers<undefined>()
  const { clock, host } = named({
    load: () => {
      asked += 1
      return late.promise
    },
  })
  const told = host.load('film').catch((error: unknown) => error)
  clock.advance(29_999)
  const first = await Promise.race([told, turn().then(() => 'waited for')])
  expect(first).toBe('waited for')
  clock.advance(1)
  expect(await told).toBeInstanceOf(HostFailed)
  await expect(host.load('film')).rejects.toBeInstanceOf(HostFailed)
  expect(asked).toBe(1)
  late.reject(new Error('too late'))
  await turn()
  await expect(host.load('film')).rejects.toThrow('too late')
  expect(asked).toBe(2)
})

test('[QU19] what it throws before it promises anything is its failure too', async () => {
  const { host } = named({
    list: () => {
      throw new TypeError('no store')
    },
  })
  await expect(host.list()).rejects.toBeInstanceOf(HostFailed)
})

test('[QU10] a close is no failure of it', async () => {
  const { closing, host } = named({ load: () => new Promise(() => undefined) })
  const told = host.load('film').catch((error: unknown) => error)
  closing.abort(new Error('closed'))
  expect(await told).toMatchObject({ message: 'closed' })
})

test('[RE3] its word for deletions is called as its own', async () => {
  const own = {
    removed: [] as string[],
    async remove(this: { removed: string[] }, id: string) {
      return this.removed.push(id) > 0
    },
  }
  const { host } = named(own)
  expect(await host.remove?.('film', edit('one'))).toBe(true)
})

test('[QU19] one that answers about none of a thousand projects is waited for minutes, and in full again once it answers', async () => {
  const late = Promise.withResolvers<undefined>()
  const { clock, host } = named({ load: () => late.promise })
  const waited = async (id: string) => {
    const [fromMs, told] = [clock.nowMs(), host.load(id).catch((error: unknown) => error)]
    let isTold = false
    void told.then(() => {
      isTold = true
    })
    for (; !isTold; await turn()) clock.advance(10)
    expect(await told).toBeInstanceOf(HostFailed)
    return clock.nowMs() - fromMs
  }
  let allMs = 0
  for (let at = 0; at < 1000; at += 1) allMs += await waited(`of ${at}`)
  expect(allMs).toBeLessThan(5 * 60_000)
  late.resolve(undefined)
  await turn()
  await host.load('of 0')
  Object.assign(late, Promise.withResolvers())
  expect(await waited('of 0')).toBeGreaterThanOrEqual(30_000)
})
