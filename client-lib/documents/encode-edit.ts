import * as v from 'valibot'
import { asBase64Url, toBase64 } from '#contract/base64.ts'
import { AssetId, ProjectId } from '#contract/ids.ts'
import * as limits from '#contract/limits.ts'
import { ProjectName } from '#contract/projects.ts'
import { hashPart } from '../hashing/hash-part.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { type Content, inlineContent, largeContent } from './content.ts'
import { InvalidEdit } from './invalid-edit.ts'
import { passedThrough } from './passed-through.ts'
import { wellFormed } from './well-formed.ts'

/** Below this, gzip's own header costs more than it saves. */
const smallestCompressedBytes = 1024

export interface EncodedEdit {
  readonly hash: string
  readonly content: Content
}

const EditRules = v.object({
  id: ProjectId,
  name: ProjectName,
  document: v.string(),
  assetIds: v.pipe(v.array(AssetId), v.maxLength(limits.assetsPerProject)),
})

/**
 * An edit as it is stored and sent, named by its content. Its packed size decides how it travels.
 * @throws InvalidEdit what no server would take
 */
export async function encodeEdit(edit: ProjectEdit): Promise<EncodedEdit> {
  const { assetIds: given } = edit
  // A text would pass as its letters, and no list as an empty one: files would be taken off the project.
  const parsed = v.safeParse(EditRules, {
    ...edit,
    assetIds: Array.isArray(given) ? [...new Set(given)].sort() : given,
  })
  if (!parsed.success) throw new InvalidEdit(v.summarize(parsed.issues))
  const { name, document, assetIds } = parsed.output
  // The digest is made beside the page's own thread, which packs.
  const [hash, content] = await Promise.all([
    hashEdit({ ...edit, assetIds }),
    pack({ name: wellFormed(name), assetIds }, document),
  ])
  return { hash, content }
}

/** Equal for equal name, document and set of assets. */
export async function hashEdit({ name, document, assetIds }: ProjectEdit): Promise<string> {
  const text = JSON.stringify([wellFormed(name), wellFormed(document), [...new Set(assetIds)].sort()])
  return asBase64Url(await hashPart(new TextEncoder().encode(text)))
}

/** As bytes UTF-8 makes a text well-formed by itself. */
async function pack(named: Parameters<typeof inlineContent>[0], text: string): Promise<Content> {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= smallestCompressedBytes) {
    return inlineContent(named, { kind: 'inline', encoding: 'identity', data: wellFormed(text) })
  }
  const gzip = await new Response(passedThrough([bytes], new CompressionStream('gzip'))).arrayBuffer()
  if (gzip.byteLength <= limits.inlineDocumentBytes) {
    return inlineContent(named, { kind: 'inline', encoding: 'gzip', data: toBase64(new Uint8Array(gzip)) })
  }
  // What gzip makes larger travels as it is.
  const packed =
    gzip.byteLength < bytes.byteLength
      ? { encoding: 'gzip' as const, bytes: gzip }
      : { encoding: 'identity' as const, bytes: bytes.buffer }
  return largeContent(named, { ...packed, checksum: await hashPart(packed.bytes) })
}
