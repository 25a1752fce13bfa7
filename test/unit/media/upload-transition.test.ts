import { describe, expect, test } from 'vitest'
import { fileOfParts, UploadWorld } from './upload-world.ts'

function presigned(world: UploadWorld) {
  if (world.state.phase === 'queued') world.send({ kind: 'slot-offered' })
  const ask = world.asked.find((effect) => effect.kind === 'presign')
  if (!ask) throw new Error('Nothing was asked to be signed.')
  world.answer(ask)
  return world.send({ kind: 'presigned', ask: ask.ask, reply: world.presignReply(ask.parts), fraction: 0.5 })
}

function sending(partCount: number) {
  const world = new UploadWorld(fileOfParts(partCount))
  world.begin()
  presigned(world)
  return world
}

const sent = (world: UploadWorld) => world.asked.filter((effect) => effect.kind === 'send-part')

function first(world: UploadWorld) {
  world.send({ kind: 'slot-offered' })
  const part = sent(world).at(-1)
  if (!part) throw new Error('Nothing is sent.')
  return part
}

describe('an upload step by step', () => {
  test('[UP24] the next window is asked for once half of the last one is used', () => {
    const world = sending(40)
    const asks = () => world.asked.filter(({ kind }) => kind === 'presign').length
    for (let offer = 0; offer < 10; offer += 1) world.send({ kind: 'slot-offered' })
    expect([sent(world).length, asks()]).toEqual([10, 0])
    world.send({ kind: 'slot-offered' })
    expect([sent(world).length, asks()]).toEqual([11, 1])
  })

  test('[UP11, LS11] a part whose bytes are gone is said to be, also where the user has to sign in before the next goes', () => {
    const world = sending(40)
    for (let offer = 0; offer < 11; offer += 1) world.send({ kind: 'slot-offered' })
    const ask = world.asked.find((effect) => effect.kind === 'presign')
    world.send({ kind: 'presign-failed', ask: ask?.ask ?? 0, verdict: { kind: 'sign-in' }, fraction: 0.5 })
    expect(world.state.phase).toBe('needs-auth')
    world.send({ kind: 'bytes-missing', code: 'local-bytes-missing' })
    expect(world.state).toMatchObject({ phase: 'blocked', code: 'local-bytes-missing' })
  })

  test('[UP27] a part whose bytes are gone ends no cancelling', () => {
    const world = sending(3)
    first(world)
    world.send({ kind: 'cancel-wanted', keepBytes: true })
    world.send({
      kind: 'cancel-failed',
      verdict: { kind: 'retry', reason: 'offline' },
      fraction: 0,
    })
    expect(world.state.phase).toBe('waiting')
    world.send({ kind: 'bytes-missing', code: 'local-bytes-missing' })
    expect(world.state).toMatchObject({ phase: 'waiting', next: { step: 'cancel' } })
  })

  test('[UP1] a server that cuts the file otherwise parks it as part-rule-changed', () => {
    const world = new UploadWorld(fileOfParts(3))
    world.begin()
    const reply = { ...world.presignReply([1]), partSizeBytes: 5 }
    world.send({ kind: 'presigned', ask: 1, reply, fraction: 0 })
    expect(world.state).toMatchObject({ phase: 'blocked', code: 'part-rule-changed' })
  })

  test('[UP13] a listed part of another checksum, another size or none counts as missing', () => {
    const world = new UploadWorld(fileOfParts(4))
    world.begin()
    const good = world.file.partChecksums
    const whole = 8 * 1024 * 1024
    const uploadedParts = [
      { partNumber: 1, sizeBytes: whole, checksum: good[1] ?? '' },
      { partNumber: 2, sizeBytes: whole - 1, checksum: good[1] ?? '' },
      { partNumber: 3, sizeBytes: whole },
      { partNumber: 4, sizeBytes: whole, checksum: good[3] ?? '' },
    ]
    const reply = { ...world.presignReply([1, 2, 3, 4]), uploadedParts }
    world.send({ kind: 'presigned', ask: 1, reply, fraction: 0 })
    for (let offer = 0; offer < 4; offer += 1) world.send({ kind: 'slot-offered' })
    expect(sent(world).map(({ partNumber }) => partNumber)).toEqual([1, 2, 3])
  })

  test('a new upload id starts anew: nothing of the old one counts', () => {
    const world = sending(3)
    const part = first(world)
    world.send({ ...part, kind: 'part-failed', reason: 'NoSuchUpload', fraction: 0 })
    world.uploadId = 'second'
    world.send({ kind: 'woken' })
    presigned(world)
    world.send({ ...part, kind: 'part-accepted', uploadId: 'first' })
    expect(world.state).toMatchObject({ phase: 'sending', session: { uploadId: 'second', accepted: new Set() } })
  })

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

  test('[QU7] a missing sign-in pauses it; nothing is dropped, and it goes on when woken', () => {
    const world = sending(20)
    world.accept(first(world), true)
    const part = first(world)
    const ask = sessionOf(world).ask
    world.send({ kind: 'presign-failed', ask, verdict: { kind: 'sign-in' }, fraction: 0.5 })
    expect(world.state.phase).toBe('needs-auth')
    world.accept(part, true)
    world.send({ kind: 'woken' })
    presigned(world)
    expect(sessionOf(world).accepted).toEqual(new Set([1, part.partNumber]))
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

  test('the server that signs nothing of what is missing is asked again later, not at once', () => {
    const world = new UploadWorld(fileOfParts(3))
    world.begin()
    world.send({ kind: 'presigned', ask: 1, reply: { ...world.presignReply([]) }, fraction: 0.5 })
    expect(world.state.phase).toBe('waiting')
  })
})

function sessionOf(world: UploadWorld) {
  if (world.state.phase === 'sending' || world.state.phase === 'presigning') return world.state.session
  throw new Error(`No session in ${world.state.phase}.`)
}
