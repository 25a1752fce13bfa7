import * as v from 'valibot'
import { toBase64 } from '#contract/checksum.ts'
import { ProjectId } from '#contract/ids.ts'
import { type InlineDocument, PutProjectBody } from '#contract/projects.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import type { DocumentRow } from './document-row.ts'
import { InvalidEdit } from './invalid-edit.ts'

/** Below this, gzip's own header costs more than it saves. */
const smallestCompressedBytes = 1024

export interface EncodedEdit {
  readonly hash: string
  readonly row: DocumentRow
}

const EditRules = v.object({
  id: ProjectId,
  name: PutProjectBody.entries.name,
  document: v.string(),
  assetIds: PutProjectBody.entries.assetIds,
})

/**
 * An edit as it is stored and sent, named by its content.
 * @throws InvalidEdit what no server would take
 */
export async function encodeEdit(edit: ProjectEdit): Promise<EncodedEdit> {
  const assetIds = [...new Set(edit.assetIds)].sort()
  const parsed = v.safeParse(EditRules, { ...edit, assetIds })
  if (!parsed.success) throw new InvalidEdit(v.summarize(parsed.issues))
  const { name, document } = parsed.output
  const hash = await hashEdit({ ...edit, assetIds })
  return { hash, row: { schemaVersion: 1, name, document: await encodeDocument(document), assetIds } }
}

/** Equal for equal name, document and set of assets. */
export async function hashEdit({ name, document, assetIds }: ProjectEdit): Promise<string> {
  const text = JSON.stringify([name, document, [...new Set(assetIds)].sort()])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return toBase64(new Uint8Array(digest)).replaceAll('+', '-').replaceAll('/', '_').replace('=', '')
}

async function encodeDocument(text: string): Promise<InlineDocument> {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= smallestCompressedBytes) return { kind: 'inline', encoding: 'identity', data: text }
  const gzip = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  const compressed = new Uint8Array(await new Response(gzip).arrayBuffer())
  return { kind: 'inline', encoding: 'gzip', data: toBase64(compressed) }
}
