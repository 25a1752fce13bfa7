import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeContent } from '../../../client-lib/documents/decode-content.ts'
import { UnexpectedReply } from '../../../client-lib/transport/unexpected-reply.ts'

const gzipped = (text: string | Uint8Array) => ({
  row: {
    schemaVersion: 1,
    name: 'Film',
    assetIds: [] as string[],
    document: { kind: 'inline', encoding: 'gzip', data: gzipSync(text).toString('base64') },
  } as const,
  pieces: [],
})

test('[SN7] a packed document is unpacked as it was, also where its chunks end within a character', async () => {
  const text = `\ufeff${'ä€🎬'.repeat(30_000)}`
  expect((await decodeContent('film', gzipped(text))).document).toBe(text)
})

test('[QU21] a document that unpacks to more than a text can hold is not unpacked to its end', async () => {
  const bomb = gzipped(' '.repeat(1_000_000))
  expect((await decodeContent('film', bomb, 1_000_000)).document).toHaveLength(1_000_000)
  const refused = decodeContent('film', bomb, 999_999).then(
    () => 'unpacked',
    (error: unknown) => error,
  )
  expect(await refused).toBeInstanceOf(UnexpectedReply)
})

test('[QU21] what ends within a character is none', async () => {
  const cut = gzipped(new TextEncoder().encode('🎬').subarray(0, 3))
  await expect(decodeContent('film', cut)).rejects.toBeInstanceOf(UnexpectedReply)
})
