import type { Holdings, Referring, SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import { identityKey } from '../../lambdas/media/asset-identity.ts'
import { readAssetIds } from '../../lambdas/projects/keep-asset-ids.ts'
import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type { MemoryAssetStore } from '../../testing/cloud/memory-asset-store.ts'
import { Broken } from './broken.ts'
import type { LaggingStream } from './lagging-stream.ts'
import type { WorldPorts } from './world-ports.ts'

export interface StandingProject {
  readonly project: SweptProject
  readonly media: readonly SweptMedia[]
  /** The row, where it is not being purged, and its versions. */
  readonly referring: readonly Referring[]
  /** Versions on their way into the history. */
  readonly underWay: readonly Referring[]
}

/** All rows of one user. */
export interface Standing {
  readonly holdings: Holdings
  readonly projects: readonly StandingProject[]
}

export async function standingOf(
  { rows, clock }: Pick<WorldPorts, 'rows' | 'clock'>,
  stream: LaggingStream,
  userId: string,
): Promise<Standing> {
  const holdings = await rows.holdings(userId)
  const projects = await Promise.all(
    (await rows.projects(userId)).map(async (project): Promise<StandingProject> => {
      const { place, purgingAtMs } = project
      const versions = await rows.versions(place, clock.nowMs())
      const own = purgingAtMs === undefined ? [project] : []
      const underWay = stream.underWay(place).map(referringOf)
      return { project, media: await rows.media(place), referring: [...own, ...versions], underWay }
    }),
  )
  return { holdings, projects }
}

function referringOf({ document, assetIds }: ProjectRow): Referring {
  const ofDocument = document.kind === 'snapshot' ? [document.object.id] : []
  const ofList = assetIds.kind === 'object' ? [assetIds.object.id] : []
  return { objectIds: [...ofDocument, ...ofList], assetIds }
}

/** `project#asset` of all stored rows, but those that go with their project. */
export function mediaOf({ projects }: Standing): ReadonlySet<string> {
  const kept = projects.filter(({ project }) => project.purgingAtMs === undefined)
  return new Set(
    kept.flatMap(({ project, media }) =>
      media.filter(({ state }) => state === 'stored').map(({ assetId }) => `${project.place.projectId}#${assetId}`),
    ),
  )
}

/** `project#asset` of all whose rows are stored and whose bytes are in the store. */
export async function assetsOf(
  { holdings, projects }: Standing,
  bytes: MemoryAssetStore,
): Promise<ReadonlySet<string>> {
  const held = holdings.assets.filter(({ asset }) => asset.state === 'stored')
  const heads = await Promise.all(held.map(({ asset }) => bytes.head(asset.session.storageKey)))
  const whole = held.filter(({ asset }, index) => heads[index]?.sizeBytes === asset.sizeBytes)
  const identities = new Set(whole.map(({ asset }) => identityKey(asset)))
  return new Set(
    projects.flatMap(({ project, media }) =>
      media
        .filter((row) => row.state === 'stored' && identities.has(identityKey(row)))
        .map(({ assetId }) => `${project.place.projectId}#${assetId}`),
    ),
  )
}

/**
 * `project#asset` of all that anything refers to; with what is on its way into the history, where that is asked for.
 *
 * @throws Broken where an object is gone that a row is in
 */
export async function listsOf(
  { holdings, projects }: Standing,
  objects: MemoryAssetStore,
  which: 'all' | 'in-rows' = 'all',
): Promise<ReadonlySet<string>> {
  const snapshots = new Map(holdings.snapshots.map((one) => [one.id, one]))
  const listed = new Set<string>()
  for (const { project, referring, underWay } of projects) {
    for (const { objectIds, assetIds } of which === 'all' ? [...referring, ...underWay] : referring) {
      for (const id of objectIds) {
        const key = snapshots.get(id)?.storageKey
        if (key === undefined || !objects.objects.has(key))
          throw new Broken(`${project.place.projectId} is in ${id}, which is gone.`)
      }
      for (const id of await readAssetIds({ objects }, assetIds)) listed.add(`${project.place.projectId}#${id}`)
    }
  }
  return listed
}
