import { identityKey } from '../media/asset-identity.ts'
import type { SweptProject } from './account-rows.ts'
import { collectGarbage } from './collect-garbage.ts'
import { discardAssets } from './discard-assets.ts'
import { endIdleUploads } from './end-idle-uploads.ts'
import { beginErasure } from './finish-erasure.ts'
import type { Deadline, HousekeepingPorts } from './housekeeping-ports.ts'
import { OutOfTime } from './out-of-time.ts'
import { recountUsage, sumUsage } from './recount-usage.ts'
import { sideBySide } from './side-by-side.ts'
import { sweepProject } from './sweep-project.ts'
import { sweepSnapshots } from './sweep-snapshots.ts'
import { withinDeadline } from './within-deadline.ts'

/** Few: each may hold the history of a project, and some are counted off their account's one row. */
const projectsAtOnce = 4

/** A step that was not done, and why. */
export interface FailedStep {
  readonly step: string
  readonly cause: unknown
}

/**
 * Keeps one account in order. What a step does not need of another that failed is done all the same; what may be tied
 * to something that could not be read is left.
 *
 * The order is what makes it safe: counts, then bytes, then projects, then versions and media; what is tied anew
 * meanwhile shows in the row that each removal rests on.
 */
export async function sweepAccount(
  given: HousekeepingPorts,
  userId: string,
  deadline: Deadline,
): Promise<readonly FailedStep[]> {
  const ports = withinDeadline(given, deadline)
  const failed: FailedStep[] = []
  const attempt = async <T>(step: string, run: () => Promise<T>): Promise<T | undefined> => {
    if (failed.some(({ cause }) => cause instanceof OutOfTime)) return undefined
    try {
      return await run()
    } catch (cause) {
      failed.push({ step, cause })
      return undefined
    }
  }
  const read = await attempt('read', async () => {
    const counted = await ports.usage.read(userId)
    const holdings = await ports.rows.holdings(userId)
    return { counted, holdings, projects: await ports.rows.projects(userId) }
  })
  if (read === undefined) return failed
  const { counted, holdings, projects } = read
  // Before anything is changed: this very run would move the counts on.
  await attempt('recount', () => recountUsage(ports, userId, counted, sumUsage(holdings, projects)))
  await attempt('collect', () => collectGarbage(ports, holdings.garbage))
  const held = new Map(holdings.assets.map((one) => [identityKey(one.asset), one]))
  const tied = { identities: new Set<string>(), objectIds: new Set<string>() }
  let isWhole = true
  const sweep = async (project: SweptProject) => {
    const ties = await attempt('project', async () => {
      const swept = await beginErasure(ports, project, counted.erasedByMs)
      return sweepProject(ports, swept, held, holdings.snapshots.length > 0)
    })
    isWhole &&= ties !== undefined
    for (const identity of ties?.identities ?? []) tied.identities.add(identity)
    for (const id of ties?.objectIds ?? []) tied.objectIds.add(id)
  }
  await sideBySide(projects, sweep, projectsAtOnce)
  // What waits in a project that is being taken away has gone with it, and is not finished.
  await attempt('uploads', () => endIdleUploads(ports, holdings.assets))
  if (!isWhole) return failed
  const snapshots = await attempt('snapshots', () =>
    sweepSnapshots(ports, holdings.snapshots, tied.objectIds, counted.erasedByMs),
  )
  const assets = await attempt('assets', () => discardAssets(ports, holdings.assets, tied.identities))
  await attempt('collect', () => collectGarbage(ports, [...(snapshots ?? []), ...(assets ?? [])]))
  return failed
}
