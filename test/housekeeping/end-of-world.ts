import { sumUsage } from '../../lambdas/housekeeping/recount-usage.ts'
import { identityKey } from '../../lambdas/media/asset-identity.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import { Broken } from './broken.ts'
import { dayMs } from './hand-clock.ts'
import type { World } from './live-seed.ts'
import { listsOf, type Standing } from './standing.ts'
import type { WorldUser } from './world-user.ts'

/** With users and faults at rest: what nothing refers to goes, at the run at which its grace is over, and nothing else does. */
export async function endOfWorld(world: World): Promise<void> {
  const { tombstoneDays, historyDays, unreferencedDays, idleUploadDays } = world.ports.retention
  const days = tombstoneDays + historyDays + 2 * unreferencedDays + idleUploadDays + 5
  const loose = new Map<string, number>()
  // A run that was killed has left its lease, and the stream what is on its way.
  await world.pass(dayMs, [])
  // It may be in the middle of its accounts, too: the first run ends that pass.
  await world.keepHouse(Infinity, 0)
  for (let day = 0; day < days; day += 1) {
    const before = await world.pass(dayMs, world.users)
    const nowMs = world.clock.nowMs()
    note(loose, await looseIn(world, before), nowMs)
    const after = await world.keepHouse(Infinity, 0)
    const left = await looseIn(world, after)
    expectGone(loose, left, nowMs - unreferencedDays * dayMs)
    if (left.size === 0 && after.every(isAtRest)) break
  }
  const standings = await world.pass(dayMs, world.users)
  for (const [index, user] of world.users.entries()) await expectExact(world, user, standings[index])
  expectBucket(world, standings)
  const corrected = world.counts.get('UsageCorrected') ?? 0
  if (corrected > 0) throw new Broken(`${corrected} accounts were counted wrong.`)
}

/** Notes before which run an asset's row, or bytes, were first referred to by nothing, without a break since. */
function note(loose: Map<string, number>, now: ReadonlySet<string>, nowMs: number): void {
  for (const key of loose.keys()) if (!now.has(key)) loose.delete(key)
  for (const key of now) if (!loose.has(key)) loose.set(key, nowMs)
}

function expectGone(loose: ReadonlyMap<string, number>, left: ReadonlySet<string>, dueMs: number): void {
  for (const [key, sinceMs] of loose) if (sinceMs <= dueMs && left.has(key)) throw new Broken(`${key} is still there.`)
}

/** Nothing more will end: no tombstone, no old version, no upload, no garbage. */
function isAtRest({ projects, holdings }: Standing): boolean {
  const isLive = projects.every(({ project, referring }) => project.deletedAtMs === undefined && referring.length === 1)
  return isLive && holdings.garbage.length === 0 && holdings.assets.every(({ asset }) => !isOpen(asset))
}

function isOpen({ state, waiting }: StoredAsset): boolean {
  return state === 'uploading' || (state === 'abandoned' && waiting.length === 0)
}

async function looseIn(world: World, standings: readonly Standing[]): Promise<ReadonlySet<string>> {
  const ofUsers = await Promise.all(standings.map((standing) => looseOf(world, standing)))
  return new Set(ofUsers.flatMap((keys, index) => [...keys].map((key) => `${index} ${key}`)))
}

/** Stored media that nothing lists, objects that no row is in, and stored bytes that no media name. */
async function looseOf({ ports }: World, standing: Standing): Promise<ReadonlySet<string>> {
  const lists = await listsOf(standing, ports.bytes)
  const media = standing.projects.flatMap(({ project, media: rows }) =>
    rows.map((row) => ({ key: `${project.place.projectId}#${row.assetId}`, row })),
  )
  const inUse = new Set(standing.projects.flatMap(({ referring }) => referring.flatMap(({ objectIds }) => objectIds)))
  const named = new Set(
    media.filter(({ key, row }) => lists.has(key) || row.state === 'uploading').map(({ row }) => identityKey(row)),
  )
  const { assets, snapshots } = standing.holdings
  return new Set([
    ...media.filter(({ key, row }) => row.state === 'stored' && !lists.has(key)).map(({ key }) => key),
    ...snapshots.filter(({ id }) => !inUse.has(id)).map(({ id }) => id),
    ...assets
      .filter(({ asset }) => asset.state === 'stored' && !named.has(identityKey(asset)))
      .map(({ asset }) => identityKey(asset)),
  ])
}

async function expectExact(
  world: World,
  { userId, projects: known }: WorldUser,
  standing: Standing | undefined,
): Promise<void> {
  if (standing === undefined) throw new Error('A user stands nowhere.')
  const { holdings, projects } = standing
  const left = [...(await looseOf(world, standing)), ...holdings.garbage.map(({ storageKey }) => storageKey)]
  if (left.length > 0) throw new Broken(`Nothing refers to ${left.join(', ')}.`)
  const live = known.filter(({ state }) => state === 'live').map(({ id }) => id)
  const there = projects.map(({ project }) => project.place.projectId)
  if (live.join() !== there.sort().join()) throw new Broken(`Of ${live.join()} there are ${there.join()}.`)
  const open = holdings.assets.filter(({ asset }) => isOpen(asset))
  if (open.length > 0) throw new Broken(`${open.length} uploads are not ended.`)
  const sums = sumUsage(
    holdings,
    projects.map(({ project }) => project),
  )
  const { usage } = await world.ports.usage.read(userId)
  if (JSON.stringify(usage) !== JSON.stringify(sums))
    throw new Broken(`${JSON.stringify(usage)} is counted of ${JSON.stringify(sums)}.`)
}

/** Each object is named by one row, and each row's object is there. */
function expectBucket({ ports }: World, standings: readonly Standing[]): void {
  const named = standings.flatMap(({ holdings: { assets, snapshots } }) => [
    ...assets.filter(({ asset }) => asset.state === 'stored').map(({ asset }) => asset.session.storageKey),
    ...snapshots.map(({ storageKey }) => storageKey),
  ])
  const there = [
    ...ports.bytes.objects.keys(),
    ...[...ports.bytes.uploads.values()].map(({ storageKey }) => storageKey),
  ]
  if (named.sort().join() !== there.sort().join())
    throw new Broken(`The bucket holds ${there.length} objects, ${named.length} are named.`)
}
