import { documentKey } from '../../../client-lib/documents/document-row.ts'
import { type LaneRow, newLane } from '../../../client-lib/queue/lane-row.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import type { MediaDevice } from './media-device.ts'

/** Writes what a device has just heard of a project that it and the cloud agree on, which lists these assets; `but` is not settled. */
export async function agreedProject(
  { disk, clock }: Pick<MediaDevice, 'disk' | 'clock'>,
  projectId: string,
  assetIds: readonly string[],
  but: Partial<LaneRow> = {},
): Promise<void> {
  const lane: LaneRow = { ...newLane(projectId), acknowledged: { version: 1, hash: 'agreed' }, ...but }
  const document = { kind: 'inline', encoding: 'identity', data: '{}' } as const
  const content = { schemaVersion: 1 as const, name: 'Film', document, assetIds: [...assetIds] }
  await new MemoryLocalStore(disk.rows).transact([], () => ({
    changes: [
      { put: 'lanes', key: projectId, row: lane },
      { put: 'device', key: 'whole-list', row: { schemaVersion: 1, kind: 'whole-list', atMs: clock.nowMs() } },
      { put: 'documents', key: documentKey(projectId, 'agreed'), row: content },
    ],
    result: undefined,
  }))
}
