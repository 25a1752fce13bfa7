import type { HeldAsset, SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import { identityKey } from '../../lambdas/media/asset-identity.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import type { Chance } from './chance.ts'
import { saveSome, someDocument } from './user-day.ts'
import type { KnownProject, WorldUser } from './world-user.ts'

/** What a user did to exactly that which housekeeping had found to be nobody's, before it was taken away. */
export type Injected = 'attached' | 'restored' | 'undeleted' | 'kept' | 'other' | undefined

/** Does to what is about to be changed what must keep it. */
export async function injectDeed(
  user: WorldUser,
  chance: Chance,
  method: string,
  args: readonly unknown[],
): Promise<Injected> {
  switch (method) {
    case 'removeMedia': {
      const [{ place }, rows] = args as [SweptProject, readonly SweptMedia[]]
      return tie(
        user,
        chance,
        place,
        rows.map(({ assetId }) => assetId),
      )
    }
    case 'discard': {
      const [{ asset }] = args as [HeldAsset]
      return attach(user, chance, asset)
    }
    case 'begin': {
      const [{ place }] = args as [SweptProject]
      return revive(user, chance, place)
    }
    case 'dropStored':
    case 'end': {
      const [place] = args as [ProjectPlace]
      return (await revive(user, chance, place)) === undefined ? undefined : 'other'
    }
    case 'abandon':
    case 'settle': {
      const [asset] = args as [StoredAsset]
      return (await attach(user, chance, asset)) === undefined ? undefined : 'other'
    }
    default:
      await saveSome(user, chance, chance.oneOf(user.projects))
      return 'other'
  }
}

async function tie(
  user: WorldUser,
  chance: Chance,
  place: ProjectPlace,
  assetIds: readonly string[],
): Promise<Injected> {
  const project = known(user, place)
  if (project.state !== 'live') return revive(user, chance, place, assetIds)
  const way = chance.upTo(1)
  if (way < 0.4) return done(await user.save(project, assetIds, await someDocument(user, chance)), 'restored')
  if (way < 0.6) return done(await user.keep(project, assetIds, await someDocument(user, chance)), 'kept')
  // As a device that pastes what it cut: the file first, the document after.
  const isAttached = await user.upload(project, chance.oneOf(assetIds), 'completed')
  if (chance.happens(0.5)) await user.save(project, assetIds, await someDocument(user, chance))
  return done(isAttached, 'attached')
}

async function attach(user: WorldUser, chance: Chance, asset: StoredAsset): Promise<Injected> {
  const live = user.projects.filter(({ state }) => state === 'live')
  if (live.length === 0) return undefined
  const same = user.assetIds.filter((id) => identityKey(user.fileOf(id).body) === identityKey(asset))
  return done(await user.upload(chance.oneOf(live), chance.oneOf(same), 'completed'), 'attached')
}

async function revive(
  user: WorldUser,
  chance: Chance,
  place: ProjectPlace,
  assetIds?: readonly string[],
): Promise<Injected> {
  const project = known(user, place)
  if (project.state !== 'deleted') return undefined
  if (chance.happens(0.5)) {
    const all = [...new Set([...project.assetIds, ...user.promises.toldOf(project.id)])]
    return done(await user.keep(project, all, await someDocument(user, chance)), 'kept')
  }
  return done(await user.save(project, assetIds ?? project.assetIds, await someDocument(user, chance)), 'undeleted')
}

function known(user: WorldUser, { projectId }: ProjectPlace): KnownProject {
  const project = user.projects.find(({ id }) => id === projectId)
  if (project === undefined) throw new Error(`${projectId} is no project of this world.`)
  return project
}

function done(isDone: boolean, what: Injected): Injected {
  return isDone ? what : undefined
}
