import { fromBase64 } from '#contract/base64.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { Content } from './content.ts'

/**
 * The edit that a content is.
 * @throws UnexpectedReply where the bytes are not what their encoding says
 */
export async function decodeContent(id: string, { row, pieces }: Content): Promise<ProjectEdit> {
  const { name, document, assetIds } = row
  if (document.kind === 'inline' && document.encoding === 'identity') {
    return { id, name, document: document.data, assetIds }
  }
  const packed = () => new Blob(document.kind === 'inline' ? [fromBase64(document.data)] : [...pieces])
  return { id, name, document: await unpack(packed, document.encoding), assetIds }
}

async function unpack(packed: () => Blob, encoding: 'identity' | 'gzip'): Promise<string> {
  try {
    const stream = packed().stream()
    const plain = encoding === 'gzip' ? stream.pipeThrough(new DecompressionStream('gzip')) : stream
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await new Response(plain).arrayBuffer())
  } catch {
    throw new UnexpectedReply(200, 'a document that cannot be unpacked')
  }
}
