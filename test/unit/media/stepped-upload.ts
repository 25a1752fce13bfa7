import { fileOfParts, UploadWorld } from './upload-world.ts'

/** Answers what was asked to be signed. */
export function presigned(world: UploadWorld) {
  if (world.state.phase === 'queued') world.send({ kind: 'slot-offered' })
  const ask = world.asked.find((effect) => effect.kind === 'presign')
  if (!ask) throw new Error('Nothing was asked to be signed.')
  world.answer(ask)
  return world.send({ kind: 'presigned', ask: ask.ask, reply: world.presignReply(ask.parts), fraction: 0.5 })
}

/** An upload whose first window is signed. */
export function sending(partCount: number) {
  const world = new UploadWorld(fileOfParts(partCount))
  world.begin()
  presigned(world)
  return world
}

export const sent = (world: UploadWorld) => world.asked.filter((effect) => effect.kind === 'send-part')

/** The next part that is sent. */
export function first(world: UploadWorld) {
  world.send({ kind: 'slot-offered' })
  const part = sent(world).at(-1)
  if (!part) throw new Error('Nothing is sent.')
  return part
}
