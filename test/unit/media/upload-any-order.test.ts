import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UploadEffect } from '../../../client-lib/media/uploads/upload-effect.ts'
import { fileOfParts, UploadWorld } from './upload-world.ts'

/** One thing that happens; `pick` chooses which of what was asked for is answered. */
const happening = fc.record({
  what: fc.constantFrom('accepted', 'lost-reply', 'failed', 'expired', 'mismatched', 'offer', 'wake', 'time'),
  pick: fc.nat(20),
})

function happen(world: UploadWorld, { what, pick }: { what: string; pick: number }) {
  world.nowMs += 1000
  if (what === 'offer') return void world.send({ kind: 'slot-offered' })
  if (what === 'wake') return void world.send({ kind: 'woken' })
  if (what === 'time') {
    world.nowMs += pick * 60_000
    return void world.send({ kind: 'time-came' })
  }
  const effect = world.asked[pick % Math.max(1, world.asked.length)]
  if (effect) settle(world, effect, what)
}

function settle(world: UploadWorld, effect: UploadEffect, what: string) {
  world.answer(effect)
  switch (effect.kind) {
    case 'presign': {
      const { ask } = effect
      const verdict = { kind: 'retry', reason: 'cut' } as const
      if (what === 'failed') return world.send({ kind: 'presign-failed', ask, verdict, fraction: 0.5 })
      return world.send({ kind: 'presigned', ask, reply: world.presignReply(effect.parts), fraction: 0.5 })
    }
    case 'send-part':
      if (what === 'failed') return world.send({ ...effect, kind: 'part-failed', reason: 'cut', fraction: 0.5 })
      if (what === 'expired') return world.send({ ...effect, kind: 'part-expired', fraction: 0.5 })
      if (what === 'mismatched') return world.send({ ...effect, kind: 'part-mismatched' })
      return world.accept(effect, what !== 'lost-reply')
    case 'check-part':
      return world.send({ ...effect, kind: 'part-checked', intact: true, fraction: 0.5 })
    case 'complete': {
      const verdict = { kind: 'retry', reason: 'cut' } as const
      if (what === 'failed') return world.send({ kind: 'complete-failed', verdict, fraction: 0.5 })
      if (world.stored.size !== world.file.plan.partCount) throw new Error('Completed without all its parts.')
      return world.send({ kind: 'completed' })
    }
    case 'wake-at':
      world.nowMs = Math.max(world.nowMs, effect.untilMs)
      return world.send({ kind: 'time-came' })
    case 'cancel-parts':
      return undefined
  }
}

/** From here on everything works: whatever is asked for is answered. */
function runToTheEnd(world: UploadWorld) {
  for (let step = 0; step < 2000 && world.state.phase !== 'stored'; step += 1) {
    world.send({ kind: 'slot-offered' })
    const [effect] = world.asked
    if (effect) settle(world, effect, 'accepted')
  }
}

test('[UP10] whatever happens in whatever order, no accepted part is sent again, none is lost, and the upload ends stored', () => {
  const runs = fc.property(
    fc.integer({ min: 1, max: 30 }),
    fc.array(happening, { maxLength: 200 }),
    (parts, events) => {
      const world = new UploadWorld(fileOfParts(parts))
      world.begin()
      for (const event of events) happen(world, event)
      runToTheEnd(world)
      expect(world.state.phase).toBe('stored')
      expect(world.sentAgain).toEqual([])
      expect(world.stored.size).toBe(parts)
    },
  )
  fc.assert(runs, { numRuns: 300 })
})
