import { expect, test } from 'vitest'
import { oneAtATime } from '../../../example/projects/one-at-a-time.ts'
import { turn } from '../client/turns-of-the-loop.ts'

test('the library reads its projects twice for a thousand changes that come while it reads', async () => {
  const readings: PromiseWithResolvers<void>[] = []
  const show = oneAtATime(() => {
    const reading = Promise.withResolvers<void>()
    readings.push(reading)
    return reading.promise
  })
  for (let change = 0; change < 1000; change += 1) show()
  expect(readings).toHaveLength(1)
  readings[0]?.reject(new Error('the store failed'))
  await turn()
  expect(readings).toHaveLength(2)
  readings[1]?.resolve()
  await turn()
  expect(readings).toHaveLength(2)
  show()
  expect(readings).toHaveLength(3)
})
