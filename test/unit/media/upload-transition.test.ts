import { describe, expect, test } from 'vitest'
import { first, presigned, sending, sent } from './stepped-upload.ts'
import { fileOfParts, UploadWorld } from './upload-world.ts'

function sessionOf(world: UploadWorld) {
  if (world.state.phase === 'sending' || world.state.phase === 'presigning') return world.state.session
  throw new Error(`No session in ${world.state.phase}.`)
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

  test('the server that signs nothing of what is missing is asked again later, not at once', () => {
    const world = new UploadWorld(fileOfParts(3))
    world.begin()
    world.send({ kind: 'presigned', ask: 1, reply: { ...world.presignReply([]) }, fraction: 0.5 })
    expect(world.state.phase).toBe('waiting')
  })
})
