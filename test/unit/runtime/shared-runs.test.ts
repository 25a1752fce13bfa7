import { expect, test } from 'vitest'
import { SharedRuns } from '../../../client-lib/runtime/shared-runs.ts'
import { turn } from '../client/turns-of-the-loop.ts'

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

// Somewhere between the end of the work and the turn of who waited for it.
const moments = Array.from({ length: 10 }, (_, index) => index)
test.each(moments)(
  '[DL5, QU10] what is begun %i moments after another ended is shared, and ends with a close',
  async (moment) => {
    const runs = new SharedRuns<unknown>()
    let begun = 0
    const work = (signal: AbortSignal) => {
      begun += 1
      return untilAborted(signal)
    }
    let finish = () => {}
    const first = runs.join(
      'film/a',
      undefined,
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
    )
    finish()
    for (let passed = 0; passed < moment; passed += 1) await Promise.resolve()
    const joined = [runs.join('film/a', undefined, work)]
    await first
    await turn()
    joined.push(runs.join('film/a', undefined, work))
    expect(begun).toBeLessThanOrEqual(1)
    const ends = Promise.allSettled(joined)
    await runs.close()
    await ends
  },
)
