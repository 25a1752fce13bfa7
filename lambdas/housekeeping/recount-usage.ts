import type { CountedAccount } from '../accounts/dynamo-account-attributes.ts'
import type { Usage } from '../accounts/usage.ts'
import type { Holdings, SweptProject } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

/** What the rows themselves come to. */
export function sumUsage({ assets, snapshots, garbage }: Holdings, projects: readonly SweptProject[]): Usage {
  // What was abandoned is counted by its garbage.
  const held = assets.map(({ asset }) => asset).filter(({ state }) => state !== 'abandoned')
  return {
    storedBytes: [...held, ...snapshots, ...garbage].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    projects: projects.filter(({ deletedAtMs }) => deletedAtMs === undefined).length,
    openUploads: held.filter(({ state }) => state === 'uploading').length,
  }
}

/**
 * Sets right what was counted wrong.
 *
 * @param counted as it stood before the rows were read: what was counted since is in one and not in the other
 */
export async function recountUsage(
  { usage, meter }: Pick<HousekeepingPorts, 'usage' | 'meter'>,
  userId: string,
  counted: CountedAccount,
  sums: Usage,
): Promise<void> {
  const names = ['storedBytes', 'projects', 'openUploads'] as const
  if (names.every((name) => counted.usage[name] === sums[name])) return
  if (await usage.correct(userId, counted.rev, sums)) meter.add('UsageCorrected', 1)
}
