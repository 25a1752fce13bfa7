import { describe, expect, test } from 'vitest'
import { first, presigned, sending, sent } from './stepped-upload.ts'

describe('an upload step by step', () => {
  test('[UP37] one connection that breaks while others hold is tried again at once, and not twice without progress', () => {
    const world = sending(6)
    const [one, two, three] = [first(world), first(world), first(world)]
    const broken = { kind: 'part-failed', reason: 'reset', isUnanswered: true, fraction: 0.5 } as const
    const breaks = ({ uploadId, partNumber }: typeof one) => world.send({ ...broken, uploadId, partNumber })
    breaks(one)
    expect(world.state).toMatchObject({ phase: 'waiting', untilMs: world.nowMs, failures: 1 })
    world.send({ kind: 'time-came' })
    presigned(world)
    breaks(two)
    expect(world.state).toMatchObject({ phase: 'waiting', untilMs: world.nowMs + 1000, failures: 2 })
    world.send({ kind: 'time-came' })
    presigned(world)
    world.send({ kind: 'part-accepted', uploadId: three.uploadId, partNumber: three.partNumber })
    expect(world.state).toMatchObject({ phase: 'sending', failures: 0 })
  })

  test('[UP37] a store that asks for a rest, or the last connection there was, is waited for', () => {
    for (const { parts, answer } of [
      { parts: 2, answer: { afterMs: 3000 } },
      { parts: 2, answer: {} },
      { parts: 1, answer: { isUnanswered: true } as const },
    ]) {
      const world = sending(6)
      const [one] = Array.from({ length: parts }, () => first(world))
      if (!one) throw new Error('Nothing is sent.')
      const { uploadId, partNumber } = one
      world.send({ kind: 'part-failed', reason: 'busy', ...answer, uploadId, partNumber, fraction: 0.5 })
      expect(world.state).toMatchObject({ untilMs: world.nowMs + ('afterMs' in answer ? 3500 : 500) })
    }
  })

  test('[UP11] parts that fail together are one failure', () => {
    const world = sending(4)
    for (let offer = 0; offer < 4; offer += 1) world.send({ kind: 'slot-offered' })
    for (const part of sent(world)) world.send({ ...part, kind: 'part-failed', reason: 'cut', fraction: 0.5 })
    expect(world.state).toMatchObject({ phase: 'waiting', failures: 1 })
  })

  test('[UP11] an address that expires again and again waits instead of asking in haste', () => {
    const world = sending(1)
    for (let time = 0; time < 2; time += 1) {
      const part = first(world)
      world.answer(part)
      world.send({ ...part, kind: 'part-expired', fraction: 0.5 })
      presigned(world)
    }
    world.send({ ...first(world), kind: 'part-expired', fraction: 0.5 })
    expect(world.state.phase).toBe('waiting')
  })

  test('[UP13] a part that arrives changed is sent again at once, then after a while, and then said to be', () => {
    const world = sending(1)
    const phases: string[] = []
    for (let time = 0; time < 6; time += 1) {
      const part = first(world)
      world.answer(part)
      world.send({ ...part, kind: 'part-mismatched' })
      world.send({ ...part, kind: 'part-checked', intact: true, fraction: 0.5 })
      phases.push(world.state.phase)
      if (world.state.phase === 'waiting') world.send({ kind: 'time-came' })
      if (world.state.phase !== 'blocked') presigned(world)
    }
    expect(phases).toEqual(['sending', 'sending', 'waiting', 'waiting', 'waiting', 'blocked'])
    expect(world.state).toMatchObject({ code: 'checksum-mismatch' })
  })

  test('[UP13] a part that arrived changed once goes up with the rest', () => {
    const world = sending(2)
    const part = first(world)
    world.answer(part)
    world.send({ ...part, kind: 'part-mismatched' })
    world.send({ ...part, kind: 'part-checked', intact: true, fraction: 0.5 })
    presigned(world)
    const again = sent(world).length
    for (let offer = 0; offer < 2; offer += 1) world.send({ kind: 'slot-offered' })
    expect(sent(world)).toHaveLength(again + 2)
    for (const one of [...sent(world)]) world.accept(one, true)
    expect(world.state.phase).toBe('completing')
  })
})
