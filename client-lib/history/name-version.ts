import { asBase64Url } from '#contract/base64.ts'
import { getProject, keepVersion } from '#contract/calls.ts'
import type { WrittenDocument } from '#contract/project-requests.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'
import type { ProjectSync } from '../cloud-sync.ts'
import { type AnsweredVersion, fetchContent } from '../documents/fetch-content.ts'
import { sendContent } from '../documents/send-content.ts'
import { wellFormed } from '../documents/well-formed.ts'
import { hashPart } from '../hashing/hash-part.ts'
import { insideOf, type SyncInside } from '../lifecycle/inside-of.ts'
import { isHeld } from '../queue/lane-view.ts'
import { askCloud } from '../transport/ask-cloud.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import { askVersion } from './ask-version.ts'
import { ProjectUnsettled } from './project-unsettled.ts'
import type { NamedVersion } from './project-version.ts'

type AskedVersion = AnsweredVersion & { readonly version: number }

/**
 * Keeps the version in force, or one of the history, under a name: as an entry of its own, which is not thinned, and is
 * there as long as history is kept. Nothing of the project changes, and the entry it names stays as it was.
 *
 * Where it throws, call it again: the same name that this device gives to the same version is one entry, also where the
 * first reply was lost. A large document goes through this device each time.
 *
 * @param label 1 to 200 characters
 * @param options.versionId as `listVersions` tells it, for one that is not in force
 * @throws ProjectUnsettled without `versionId`, where this device shows another version than the one in force: it has
 *   edits that the cloud has not, or not heard of a newer one
 * @throws ApiFailure with the code `project-not-found`, `project-deleted`, or `version-not-found` as `readVersion`;
 *   `quota-exceeded`; `invalid-request` for a label that is too long
 * @throws DocumentNotSent the store did not take a large document
 * @throws as `readUsage`
 * @example
 * const { versionId } = await nameVersion(sync, projectId, 'Sent to the client')
 */
export async function nameVersion(
  sync: ProjectSync,
  projectId: string,
  label: string,
  { versionId }: { readonly versionId?: string } = {},
): Promise<NamedVersion> {
  const inside = insideOf(sync)
  const { parts, closing } = inside
  closing.throwIfAborted()
  const found =
    versionId === undefined
      ? await inForce(sync, inside, projectId)
      : await askVersion(parts.api, projectId, versionId, closing)
  const { name, version, assetIds } = found
  const document = await written(inside, projectId, found)
  const device = parts.deviceName === undefined ? {} : { deviceName: parts.deviceName }
  const said = { version, kept: 'named', label: wellFormed(label), name, document, assetIds, ...device } as const
  const mutationId = await idOf(said)
  const body = { ...said, mutationId }
  const { id, madeAtMs, expiresAtMs } = await askCloud(parts.api, keepVersion, { params: { projectId }, body }, closing)
  if (id !== `${version}~${mutationId}`) throw new UnexpectedReply(200, 'about another version')
  return {
    kind: 'named',
    versionId: id,
    label: said.label,
    version,
    name,
    deviceName: '',
    ...device,
    madeAtMs,
    expiresAtMs,
  }
}

/** @throws ProjectUnsettled | as `askCloud` */
async function inForce(sync: ProjectSync, { parts, closing }: SyncInside, projectId: string): Promise<AskedVersion> {
  await parts.opening.whenOpen()
  const { projects } = sync.status.get()
  const here = Object.hasOwn(projects, projectId) ? projects[projectId] : undefined
  if (here && here.durability !== 'in-the-cloud') throw new ProjectUnsettled(projectId)
  const body = await askCloud(parts.api, getProject, { params: { projectId } }, closing)
  if (body.id !== projectId) throw new UnexpectedReply(200, `about project ${body.id}`)
  const { acknowledged } = parts.book.view(projectId).lane
  if (isHeld(acknowledged) && acknowledged.version !== body.version) throw new ProjectUnsettled(projectId)
  return body
}

/** A large document is sent anew: what it lies under is the server's to know. */
async function written(
  { parts, closing }: SyncInside,
  projectId: string,
  version: AskedVersion,
): Promise<WrittenDocument> {
  const { row, pieces } = await fetchContent(parts, version, closing)
  if (row.document.kind === 'inline') return row.document
  const { encoding, sizeBytes, checksum } = row.document
  const snapshotId = await sendContent(parts, projectId, row.document, pieces, closing)
  return { kind: 'snapshot', snapshotId, encoding, sizeBytes, checksum }
}

/** Made of what is said, so that to say it again is the same mutation, whoever remembers what of the first time. */
async function idOf({ document, ...said }: Omit<KeepVersionBody, 'mutationId'>): Promise<string> {
  const content = document.kind === 'inline' ? document : document.checksum
  return asBase64Url(await hashPart(new TextEncoder().encode(JSON.stringify({ ...said, content }))))
}
