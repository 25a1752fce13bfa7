import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Video, webmOfSize } from './webm-file.ts'

const chunkBytes = 1024 * 1024

/** Writes a WebM of exactly `sizeBytes` that plays `video`; all the rest of it is random bytes. */
export async function makeVideo(path: string, video: Video, sizeBytes: number): Promise<void> {
  const { head, voidBytes } = webmOfSize(video, sizeBytes)
  await pipeline(Readable.from(headThenNoise(head, voidBytes)), createWriteStream(path))
}

function* headThenNoise(head: Buffer, noiseBytes: number): Generator<Buffer> {
  yield head
  for (let left = noiseBytes; left > 0; left -= chunkBytes) yield randomBytes(Math.min(left, chunkBytes))
}
