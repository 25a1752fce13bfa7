import * as limits from '#contract/limits.ts'
import type { WrittenDocument } from '#contract/project-requests.ts'
import type { AnsweredDocument } from '#contract/projects.ts'
import type { Meter } from '../metrics/meter.ts'
import { findSnapshot } from '../snapshots/find-snapshot.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import { inlineDocument, inlineStored } from './document-bytes.ts'
import type { StoredDocument } from './project-row.ts'

/**
 * A document as a row keeps it. A large one is looked at in the store: one request.
 *
 * @throws ApiFailure `document-too-large`, `invalid-request`, `snapshot-not-found`, `snapshot-expired`, `checksum-mismatch`
 */
export async function keepDocument(
  ports: SnapshotPorts,
  userId: string,
  written: WrittenDocument,
): Promise<StoredDocument> {
  if (written.kind === 'inline') return inlineStored(written)
  const { kind, encoding } = written
  return { kind, encoding, object: await findSnapshot(ports, userId, written) }
}

/** A kept document as a reply tells it: whole, or where it is to be fetched. */
export async function answerDocument(
  { addresses, clock, meter }: SnapshotPorts & { readonly meter: Meter },
  stored: StoredDocument,
): Promise<AnsweredDocument> {
  if (stored.kind === 'inline') return inlineDocument(stored)
  const { kind, encoding, object } = stored
  const { storageKey, sizeBytes, checksum } = object
  const expiresAtMs = clock.nowMs() + limits.urlLifeSeconds * 1000
  const file = { storageKey, fileName: 'document', mime: 'application/octet-stream' }
  const { url, headers } = await addresses.signDownload(file)
  meter.add('DownloadBytesPresigned', sizeBytes)
  return { kind, encoding, sizeBytes, checksum, url, headers: { ...headers }, expiresAtMs }
}
