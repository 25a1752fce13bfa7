import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'

/** Once every account was open in calm nothing is left with nobody but what cannot be read, and that is named. */
export async function checkSignedOut(world: World, device: SimDevice): Promise<void> {
  const { context, losses } = world
  const { verdict } = context
  const { disk, files, isDamaged, media, owed } = device.signedOut
  losses.checkEnd(device.signedOut)
  if (isDamaged) return
  for (const [projectId, labels] of owed)
    for (const label of labels)
      verdict.fail('5 not drained', `${label} of ${projectId} is with nobody on ${device.name}`)
  if (disk.tables.has('device/adopter')) verdict.fail('5 not drained', `${device.name}: what is taken stays claimed`)
  const kept = new Set(await media.keys())
  for (const { assetId, projectId } of files) {
    const { mediaKey = '' } = (disk.tables.get(`assets/${projectId}/${assetId}`) ?? {}) as { mediaKey?: string }
    if (kept.has(mediaKey)) verdict.fail('5 not drained', `file ${assetId} is with nobody on ${device.name}`)
  }
}
