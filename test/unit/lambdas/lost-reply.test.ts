import fc from 'fast-check'
import { test } from 'vitest'
import { callerOf } from '../../suites/api-caller.ts'
import { expectBothSidesKept } from '../../suites/lost-reply.ts'
import { memoryTarget } from './memory-target.ts'

const story = fc.record({
  lost: fc.constantFrom('create', 'write', 'deletion'),
  later: fc.array(fc.constantFrom('write', 'deletion'), { minLength: 1, maxLength: 32, size: 'max' }),
})

test('[PV12] whatever another device does in up to 32 changes after a lost reply, both sides are kept', async () => {
  const caller = await callerOf(memoryTarget(), 'ada')
  await fc.assert(fc.asyncProperty(story, (one) => expectBothSidesKept(caller, one)))
}, 60_000)
