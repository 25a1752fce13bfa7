import type { WrittenDocument } from '#contract/project-requests.ts'
import { mostInlineIds } from '../../lambdas/projects/keep-asset-ids.ts'
import type { Chance } from './chance.ts'
import type { KnownProject, UploadReach, WorldUser } from './world-user.ts'

const fillers = Array.from({ length: mostInlineIds + 1 }, (_, index) => `x${index}`)

/** One thing that a user does, whatever it is. */
export async function someDeed(user: WorldUser, chance: Chance): Promise<void> {
  const project = chance.oneOf(user.projects)
  if (project.state === 'none') return void (await saveSome(user, chance, project))
  if (project.state === 'deleted') {
    if (chance.happens(0.5)) await saveSome(user, chance, project)
    return
  }
  const deed = chance.upTo(1)
  if (deed < 0.35) await saveSome(user, chance, project)
  else if (deed < 0.75) await user.upload(project, someAsset(user, chance, project), someReach(chance))
  else if (deed < 0.8) await user.remove(project, someAsset(user, chance, project))
  else if (deed < 0.86) await user.keep(project, someAssets(user, chance, project), await someDocument(user, chance))
  else if (deed < 0.95) await user.delete(project)
  // Named by nothing, and sent late or never.
  else await user.sendDocument(chance.oneOf(['presigned', 'sent']))
}

/** With fewer assets than before, with more, with none. */
export async function saveSome(user: WorldUser, chance: Chance, project: KnownProject): Promise<boolean> {
  const assetIds = someAssets(user, chance, project)
  const long = chance.happens(0.03) ? fillers : []
  return user.save(project, [...assetIds, ...long], await someDocument(user, chance))
}

export async function someDocument(user: WorldUser, chance: Chance): Promise<WrittenDocument> {
  if (chance.happens(0.25)) return user.sendDocument()
  return { kind: 'inline', encoding: 'identity', data: `{"take":${chance.whole(1000)}}` }
}

function someAssets(user: WorldUser, chance: Chance, { assetIds }: KnownProject): readonly string[] {
  const kept = chance.some(
    assetIds.filter((id) => !id.startsWith('x')),
    0.6,
  )
  return [...new Set([...kept, ...chance.some(user.assetIds, 0.15)])]
}

/** Mostly one that the project lists. The last file is large, and so is rarely sent. */
function someAsset(user: WorldUser, chance: Chance, { assetIds }: KnownProject): string {
  const listed = assetIds.filter((id) => !id.startsWith('x'))
  if (chance.happens(0.05)) return user.assetIds.at(-1) ?? ''
  const small = user.assetIds.slice(0, -2)
  return chance.oneOf(listed.length > 0 && chance.happens(0.7) ? listed : small)
}

function someReach(chance: Chance): UploadReach {
  return chance.oneOf(['presigned', 'sent', 'completed', 'completed', 'completed', 'completed'])
}

/** Puts all that was taken out of a project in again, and takes it out at once. */
export async function takeBack(user: WorldUser): Promise<void> {
  const project = user.chance.oneOf(user.projects)
  const { assetIds } = project
  const out = user.promises.toldOf(project.id).filter((id) => !assetIds.includes(id))
  if (project.state !== 'live' || out.length === 0) return
  for (const ids of [[...assetIds, ...out], assetIds])
    await user.save(project, ids, await someDocument(user, user.chance))
}

/** Begins an upload and cancels it, with its addresses still in hand. */
export async function giveUpAtOnce(user: WorldUser): Promise<void> {
  const project = user.chance.oneOf(user.projects)
  if (project.state !== 'live') return
  const assetId = someAsset(user, user.chance, project)
  if (await user.upload(project, assetId, 'presigned')) await user.remove(project, assetId)
}
