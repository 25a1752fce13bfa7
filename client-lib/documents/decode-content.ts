import { fromBase64 } from '#contract/base64.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { Content } from './content.ts'
import { passedThrough } from './passed-through.ts'

/**
 * The edit that a content is.
 * @throws UnexpectedReply where the bytes are not what their encoding says
 */
export async function decodeContent(id: string, { row, pieces }: Content): Promise<ProjectEdit> {
  const { name, document, assetIds } = row
  if (document.kind === 'inline' && document.encoding === 'identity') {
    return { id, name, document: document.data, assetIds }
  }
  const packed = document.kind === 'inline' ? [fromBase64(document.data)] : pieces.map((piece) => new Uint8Array(piece))
  return { id, name, document: await unpack(packed, document.encoding), assetIds }
}

async function unpack(packed: Uint8Array<ArrayBuffer>[], encoding: 'identity' | 'gzip'): Promise<string> {
  try {
    const plain = await (encoding === 'gzip'
      ? passedThrough(packed, new DecompressionStream('gzip'))
      : new Blob(packed).arrayBuffer())
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    throw new UnexpectedReply(200, 'a document that cannot be unpacked')
  }
}
