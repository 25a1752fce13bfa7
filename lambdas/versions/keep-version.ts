import type { KeepVersionBody, KeepVersionReply } from '#contract/versions.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { assertNever } from '../errors/assert-never.ts'
import type { Meter } from '../metrics/meter.ts'
import { keptHash } from '../projects/body-hash.ts'
import { keepAssetIds } from '../projects/keep-asset-ids.ts'
import { keepDocument } from '../projects/keep-document.ts'
import type { Retention } from '../retention/retention.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import { expiresAtMs } from './expires-at.ts'
import { versionId } from './version-id.ts'
import type { ProjectPlace, VersionRow, VersionSummaryRow } from './version-row.ts'
import type { VersionStore } from './version-store.ts'

export interface KeepVersionPorts extends SnapshotPorts {
  readonly versions: VersionStore
  readonly retention: Pick<Retention, 'historyDays'>
  readonly meter: Meter
}

/**
 * Keeps a side of a conflict or a named version in the history; what is in force stays. Safe to repeat. One transaction; a large document
 * is looked at in the store before.
 *
 * @throws ApiFailure `project-not-found`, `version-not-found` where the project has not come to that version,
 *   `mutation-reused`, `document-too-large`, `snapshot-not-found`, `snapshot-expired`, `checksum-mismatch`
 */
export async function keepVersion(
  ports: KeepVersionPorts,
  place: ProjectPlace,
  body: KeepVersionBody,
): Promise<{ readonly isNew: boolean; readonly reply: KeepVersionReply }> {
  const nowMs = ports.clock.nowMs()
  const version = await versionToKeep(ports, place.userId, body, nowMs)
  const bodyHash = keptHash(body)
  const outcome = await ports.versions.keep({ place, version, bodyHash, nowMs })
  switch (outcome.kind) {
    case 'kept':
      return { isNew: true, reply: replyOf(version) }
    case 'no-project':
      throw new ApiFailure('project-not-found')
    case 'no-version':
      throw new ApiFailure('version-not-found')
    case 'taken':
      if (!Buffer.from(outcome.bodyHash).equals(bodyHash)) throw new ApiFailure('mutation-reused')
      ports.meter.add('Replays', 1)
      return { isNew: false, reply: replyOf(outcome.version) }
    default:
      return assertNever(outcome)
  }
}

async function versionToKeep(
  ports: KeepVersionPorts,
  userId: string,
  body: KeepVersionBody,
  nowMs: number,
): Promise<VersionRow> {
  const { version, mutationId, kept, label, name, document, assetIds, deviceName } = body
  return {
    ...{ id: versionId(version, mutationId), version, kept, name },
    ...(label === undefined ? {} : { label }),
    ...(deviceName === undefined ? {} : { deviceName }),
    document: await keepDocument(ports, userId, document),
    assetIds: await keepAssetIds(ports, userId, assetIds),
    madeAtMs: nowMs,
    expiresAtMs: expiresAtMs(nowMs, ports.retention),
  }
}

function replyOf({ id, madeAtMs, expiresAtMs }: VersionSummaryRow): KeepVersionReply {
  return { id, madeAtMs, expiresAtMs }
}
