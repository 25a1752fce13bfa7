import type { Clock } from '../clock/clock.ts'
import type { Retention } from '../retention/retention.ts'
import type { History } from './history.ts'
import { historyVersion } from './history-version.ts'
import type { StreamedRecord } from './streamed-record.ts'
import { thinProject } from './thin-project.ts'

export interface WriteHistoryPorts {
  readonly history: History
  readonly clock: Clock
  readonly retention: Pick<Retention, 'historyDays'>
}

/** A record that could not be taken up, and why. */
export interface FailedRecord {
  readonly sequenceNumber: string
  readonly cause: unknown
}

type VersionRecord = Extract<StreamedRecord, { readonly kind: 'version' }>

/**
 * Adds the versions of these records to their projects' histories, and thins each of those once. Safe to repeat, in
 * any order. What failed is answered, and the rest is done, but for what came after it in its own project.
 */
export async function writeHistory(
  ports: WriteHistoryPorts,
  records: readonly StreamedRecord[],
): Promise<readonly FailedRecord[]> {
  const unreadable = records.filter((record) => record.kind === 'unreadable')
  const versions = records.filter((record) => record.kind === 'version')
  const failed = await Promise.all(byProject(versions).map((ofProject) => writeProject(ports, ofProject)))
  return [...unreadable, ...failed.flat()].map(({ sequenceNumber, cause }) => ({ sequenceNumber, cause }))
}

function byProject(records: readonly VersionRecord[]): readonly (readonly VersionRecord[])[] {
  const projects = new Map<string, VersionRecord[]>()
  for (const record of records) {
    const key = `${record.place.userId}#${record.place.projectId}`
    projects.set(key, [...(projects.get(key) ?? []), record])
  }
  return [...projects.values()]
}

async function writeProject(
  { history, clock, retention }: WriteHistoryPorts,
  records: readonly VersionRecord[],
): Promise<readonly FailedRecord[]> {
  // One after the other: a version that is there says that none before it is on its way, and media go by that.
  for (const { sequenceNumber, place, row } of records) {
    const failed = await failureOf(sequenceNumber, () => history.add(place, historyVersion(row, retention)))
    if (failed.length > 0) return failed
  }
  const last = records.at(-1)
  if (last === undefined) return []
  // Also what could not be thinned is tried again, by its last record.
  return failureOf(last.sequenceNumber, () => thinProject(history, last.place, clock.nowMs()))
}

async function failureOf(sequenceNumber: string, run: () => Promise<void>): Promise<readonly FailedRecord[]> {
  try {
    await run()
    return []
  } catch (cause) {
    return [{ sequenceNumber, cause }]
  }
}
