import { fromBase64 } from '#contract/checksum.ts'
import type { AnsweredDocument, InlineDocument } from '#contract/projects.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'

/**
 * The edit that a document row, or a version from the cloud, carries.
 * @throws UnexpectedReply where the bytes are not what their encoding says
 */
export async function decodeEdit(
  id: string,
  source: { readonly name: string; readonly document: InlineDocument; readonly assetIds: readonly string[] },
): Promise<ProjectEdit> {
  return { id, name: source.name, document: await decodeDocument(source.document), assetIds: source.assetIds }
}

/** @throws UnexpectedReply where the document has to be fetched */
export function inlinePart(document: AnsweredDocument): InlineDocument {
  if (document.kind === 'inline') return document
  throw new UnexpectedReply(200, 'a document that this client cannot fetch')
}

async function decodeDocument({ encoding, data }: InlineDocument): Promise<string> {
  if (encoding === 'identity') return data
  try {
    const plain = new Blob([fromBase64(data)]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await new Response(plain).arrayBuffer())
  } catch {
    throw new UnexpectedReply(200, 'a document that cannot be unpacked')
  }
}
