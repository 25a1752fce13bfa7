import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import { type WriteHistoryPorts, writeHistory } from '../../lambdas/versions/write-history.ts'

/** Brings one version into the history, as the deployed stream does. */
export async function tellHistory(ports: WriteHistoryPorts, place: ProjectPlace, row: ProjectRow): Promise<void> {
  const [failed] = await writeHistory(ports, [{ kind: 'version', sequenceNumber: '1', place, row }])
  if (failed !== undefined) throw failed.cause
}
