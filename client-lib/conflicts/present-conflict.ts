import { readEdit } from '../documents/read-edit.ts'
import type { ConflictDeskOptions } from './conflict-desk.ts'
import type { OpenConflictRow } from './conflict-row.ts'
import type { OpenConflict, RemoteConflictSide } from './conflicts-api.ts'

type Desk = Pick<ConflictDeskOptions, 'store' | 'book' | 'host' | 'deviceName'>

/** A conflict with both contents. Where one cannot be read the question cannot be put, and its lane is told so. */
export async function presentConflict(desk: Desk, row: OpenConflictRow): Promise<OpenConflict | undefined> {
  const { conflictId, projectId, sinceMs } = row
  const [kept, remote] = await Promise.all([readEdit(desk.store, projectId, row.local.hash), remoteSide(desk, row)])
  // The local side is what the app holds, also where its row could not be read.
  const project = kept ?? (await desk.host.load(projectId))
  if (!project || !remote) {
    const lost = project && row.remote.kind === 'edited' ? row.remote : row.local
    await desk.book.dispatch(projectId, { kind: 'side-lost', conflictId, hash: lost.hash })
    return undefined
  }
  const local = { project, savedAtMs: row.local.savedAtMs, deviceName: desk.deviceName ?? '' }
  return { conflictId, projectId, sinceMs, local, remote }
}

async function remoteSide({ store }: Desk, row: OpenConflictRow): Promise<RemoteConflictSide | undefined> {
  const { projectId, remote } = row
  if (remote.kind === 'deleted') return remote
  const { savedAtMs, version, deviceName } = remote
  const project = await readEdit(store, projectId, remote.hash)
  return project && { kind: 'edited', project, savedAtMs, version, deviceName }
}
