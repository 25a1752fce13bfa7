import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { inTime } from '../../../client-lib/transport/in-time.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { turn } from '../client/turns-of-the-loop.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

test('[QU10] what ends early is told by the reason for that, whatever the work says as it ends', async () => {
  const life = new AbortController()
  const clock = new HandClock()
  const working = inTime({ signal: life.signal, clock, timeoutMs: 1 }, (ending) => {
    return new Promise((_, reject) => ending.addEventListener('abort', () => reject(new Error('broken off'))))
  })
  life.abort(new Error('closed'))
  expect(clock.timers).toBe(0)
  await expect(working).rejects.toThrow('closed')
})

test('[QU10] what is begun after the end has come ends at once, and leaves no timer', async () => {
  const clock = new HandClock()
  const signal = AbortSignal.abort(new Error('closed'))
  await expect(inTime({ signal, clock, timeoutMs: 1 }, () => new Promise(() => undefined))).rejects.toThrow('closed')
  expect(clock.timers).toBe(0)
})

test('[CB7] of what was answered nothing is kept with a signal that lives on', async () => {
  const life = new AbortController()
  const answered = async () =>
    new WeakRef(await inTime({ signal: life.signal, clock: new HandClock(), timeoutMs: 1 }, async () => ({})))
  const answers = [await answered(), await answered()]
  for (let turns = 0; turns < 5; turns += 1) {
    await turn()
    collectGarbage()
  }
  expect(answers.map((answer) => answer.deref())).toEqual([undefined, undefined])
  expect(life.signal.aborted).toBe(false)
})
