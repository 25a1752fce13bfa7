import { expect, test } from 'vitest'
import { createStatusBoard } from '../../../client-lib/status/status-board.ts'
import type { StatusSnapshot } from '../../../client-lib/status/status-snapshot.ts'

function board() {
  let open = 0
  const made = createStatusBoard(
    (): StatusSnapshot => ({
      ...{
        durability: 'in-the-cloud',
        activity: { kind: 'idle' },
        reachable: true,
        keepTabOpen: false,
        mayBeEvicted: false,
        projects: {},
      },
      uploads: { open, totalBytes: 0, sentBytes: 0, acceptedBytes: 0, bytesPerSecond: 0, remainingMs: undefined },
    }),
  )
  const show = (count: number) => {
    open = count
    made.update()
  }
  return { made, show }
}

test('[ST4] for await tells what is now, then the newest state, and ends with the sync', async () => {
  const { made, show } = board()
  const seen: number[] = []
  const loop = (async () => {
    for await (const { uploads } of made) {
      seen.push(uploads.open)
      if (uploads.open === 0) for (const count of [1, 2, 3]) show(count)
      if (uploads.open === 3) setImmediate(() => show(4))
      if (uploads.open === 4) setImmediate(() => made.close())
    }
  })()
  await loop
  expect(seen).toEqual([0, 3, 4])
})

test('[ST4] a loop that is left is told nothing any more, and one begun after the end ends at once', async () => {
  const { made, show } = board()
  for await (const _ of made) break
  const iterator = made[Symbol.asyncIterator]()
  await iterator.next()
  const next = iterator.next()
  show(1)
  expect((await next).value?.uploads.open).toBe(1)
  await iterator.return?.()
  show(2)
  expect(await iterator.next()).toEqual({ done: true, value: undefined })
  made.close()
  const seen: StatusSnapshot[] = []
  for await (const snapshot of made) seen.push(snapshot)
  expect(seen.map(({ uploads }) => uploads.open)).toEqual([2])
})

test('[ST4] of several that ask at once each is told, in turn, and none is left waiting at the end', async () => {
  const { made, show } = board()
  const iterator = made[Symbol.asyncIterator]()
  const asked = [iterator.next(), iterator.next(), iterator.next(), iterator.next()]
  show(1)
  show(2)
  made.close()
  const told = await Promise.all(asked)
  expect(told.map(({ value }) => value?.uploads.open)).toEqual([0, 1, 2, undefined])
})

test('[ST4] a loop that is left before it has begun is told nothing', async () => {
  const iterator = board().made[Symbol.asyncIterator]()
  await iterator.return?.()
  expect(await iterator.next()).toEqual({ done: true, value: undefined })
})

test('[ST1] what a listener does leaves no other with an older state', () => {
  const { made, show } = board()
  const told: [who: string, open: number][] = []
  made.subscribe(({ uploads }) => {
    told.push(['first', uploads.open])
    if (uploads.open === 1) show(2)
  })
  made.subscribe(({ uploads }) => told.push(['second', uploads.open]))
  show(1)
  expect(told).toEqual([
    ['first', 1],
    ['first', 2],
    ['second', 2],
  ])
})
