import { fromBase64 } from '#contract/base64.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { Content } from './content.ts'
import { passedThrough } from './passed-through.ts'

/** What a string of Chromium's holds: 64 MiB of gzip may unpack to 64 GiB. */
const mostCharacters = 2 ** 29

/**
 * The edit that a content is.
 * @param most characters of a document
 * @throws UnexpectedReply where the bytes are not what their encoding says, or too many
 */
export async function decodeContent(
  id: string,
  { row, pieces }: Content,
  most: number = mostCharacters,
): Promise<ProjectEdit> {
  const { name, document, assetIds } = row
  if (document.kind === 'inline' && document.encoding === 'identity') {
    return { id, name, document: document.data, assetIds }
  }
  const packed = () =>
    document.kind === 'inline' ? [fromBase64(document.data)] : pieces.map((piece) => new Uint8Array(piece))
  return { id, name, document: await unpack(packed, document.encoding, most), assetIds }
}

/** Chunk by chunk: of more bytes than a string holds Chromium's decoder makes an empty one, and does not throw. */
async function unpack(
  packed: () => Uint8Array<ArrayBuffer>[],
  encoding: 'identity' | 'gzip',
  most: number,
): Promise<string> {
  try {
    const reader = passedThrough(
      packed(),
      encoding === 'gzip' ? new DecompressionStream('gzip') : new TransformStream(),
    ).getReader()
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    for (let text = ''; ; ) {
      const { done, value } = await reader.read()
      text += decoder.decode(value, { stream: !done })
      if (text.length > most) throw most
      if (done) return text
    }
  } catch {
    throw new UnexpectedReply(200, 'a document that cannot be unpacked')
  }
}
