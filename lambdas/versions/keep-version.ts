import type { KeepVersionReply } from '#contract/kept-version.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'
import { quotaExceeded } from '../accounts/quota-exceeded.ts'
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
import type { KeptVersion, VersionStore } from './version-store.ts'

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
 *   `mutation-reused`, `quota-exceeded`, `document-too-large`, `snapshot-not-found`, `snapshot-expired`,
 *   `checksum-mismatch`
 */
export async function keepVersion(
  ports: KeepVersionPorts,
  place: ProjectPlace,
  body: KeepVersionBody,
): Promise<{ readonly isNew: boolean; readonly reply: KeepVersionReply }> {
  const nowMs = ports.clock.nowMs()
  const bodyHash = keptHash(body)
  const document = await keepDocument(ports, place.userId, body.document)
  const assetIds = await keepAssetIds(ports, place.userId, body.assetIds)
  if (assetIds.kind === 'over-quota') {
    // It may have been kept already, and its reply lost.
    const kept = await ports.versions.kept(place, versionId(body.version, body.mutationId), nowMs)
    if (kept === undefined) throw quotaExceeded(assetIds)
    return replay(ports.meter, kept, bodyHash)
  }
  const version = versionToKeep(ports, body, { document, assetIds }, nowMs)
  const outcome = await ports.versions.keep({ place, version, bodyHash, nowMs })
  switch (outcome.kind) {
    case 'kept':
      return { isNew: true, reply: replyOf(version) }
    case 'no-project':
      throw new ApiFailure('project-not-found')
    case 'no-version':
      throw new ApiFailure('version-not-found')
    case 'taken':
      return replay(ports.meter, outcome, bodyHash)
    default:
      return assertNever(outcome)
  }
}

function replay(meter: Meter, kept: KeptVersion, bodyHash: Uint8Array) {
  if (!Buffer.from(kept.bodyHash).equals(bodyHash)) throw new ApiFailure('mutation-reused')
  meter.add('Replays', 1)
  return { isNew: false, reply: replyOf(kept.version) }
}

function versionToKeep(
  { retention }: Pick<KeepVersionPorts, 'retention'>,
  { version, mutationId, kept, label, name, deviceName }: KeepVersionBody,
  content: Pick<VersionRow, 'document' | 'assetIds'>,
  nowMs: number,
): VersionRow {
  return {
    ...{ id: versionId(version, mutationId), version, kept, name },
    ...(label === undefined ? {} : { label }),
    ...(deviceName === undefined ? {} : { deviceName }),
    ...content,
    madeAtMs: nowMs,
    expiresAtMs: expiresAtMs(nowMs, retention),
  }
}

function replyOf({ id, madeAtMs, expiresAtMs }: VersionSummaryRow): KeepVersionReply {
  return { id, madeAtMs, expiresAtMs }
}
