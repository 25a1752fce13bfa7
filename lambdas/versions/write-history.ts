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
 * any order. No record holds up another: what failed is answered, the rest is done.
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
  const add = ({ sequenceNumber, place, row }: VersionRecord) =>
    failureOf(sequenceNumber, () => history.add(place, historyVersion(row, retention)))
  const failed = (await Promise.all(records.map(add))).flat()
  const last = records.at(-1)
  if (last === undefined || failed.length > 0) return failed
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
