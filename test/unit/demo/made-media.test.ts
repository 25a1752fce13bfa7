import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeVideo } from '../../../dev/demo/media/make-video.ts'
import { noisePng } from '../../../dev/demo/media/noise-png.ts'
import { noiseWav } from '../../../dev/demo/media/noise-wav.ts'
import { webmOfSize } from '../../../dev/demo/media/webm-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-media-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const frame = (timeMs: number, isKey: boolean) => ({ timeMs, isKey, data: new Uint8Array(50).fill(timeMs) })
const video = {
  widthPixels: 64,
  heightPixels: 36,
  durationMs: 120,
  frames: [frame(0, true), frame(40, false), frame(80, true)],
}
const incompressible = (bytes: Uint8Array) => deflateSync(bytes).length / bytes.length > 0.98

test('a made video has exactly the size asked for and cannot be compressed', async () => {
  const path = join(folder, 'video.webm')
  await makeVideo(path, video, 3_000_001)
  expect((await stat(path)).size).toBe(3_000_001)
  expect(incompressible(await readFile(path))).toBe(true)
})

test('its index points at a cluster for each key frame, and its elements fill it to the last byte', () => {
  const { head, voidBytes } = webmOfSize(video, 10_000)
  expect(head.length + voidBytes).toBe(10_000)
  const segment = childrenOf(Buffer.concat([head, Buffer.alloc(voidBytes)]))[1]
  const children = childrenOf(segment?.payload ?? Buffer.alloc(0))
  expect(children.map(({ id }) => id)).toEqual(['1549a966', '1654ae6b', '1c53bb6b', '1f43b675', '1f43b675', 'ec'])
  const cues = childrenOf(children[2]?.payload ?? Buffer.alloc(0))
  const positions = cues.map((cue) => Number(cue.payload.subarray(-8).readBigUInt64BE()))
  expect(positions).toEqual([children[3]?.at, children[4]?.at])
})

test('a size below that of the video is refused', () => {
  expect(() => webmOfSize(video, 200)).toThrow(RangeError)
})

test('noise as WAV has a header that agrees with its length, and cannot be compressed', () => {
  const wav = noiseWav({ seconds: 2, samplesPerSecond: 8000 })
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
  expect(wav.readUInt32LE(40)).toBe(2 * 8000 * 2)
  expect(incompressible(wav)).toBe(true)
})

test('noise as PNG holds every row of its picture, and cannot be compressed', () => {
  const png = noisePng({ widthPixels: 60, heightPixels: 40 })
  const dataBytes = png.readUInt32BE(33)
  expect(inflateSync(png.subarray(41, 41 + dataBytes))).toHaveLength(40 * (1 + 60 * 3))
  expect(incompressible(png)).toBe(true)
})

/** Reads the elements at one level, as a player does. */
function childrenOf(bytes: Buffer): { id: string; at: number; payload: Buffer }[] {
  const found = []
  for (let at = 0; at < bytes.length; ) {
    const idBytes = Math.clz32(bytes[at] ?? 0) - 23
    const size = Number(bytes.readBigUInt64BE(at + idBytes) & ((1n << 56n) - 1n))
    const start = at + idBytes + 8
    const payload = bytes.subarray(start, start + size)
    if (payload.length !== size) throw new Error('An element runs past the end.')
    found.push({ id: bytes.subarray(at, at + idBytes).toString('hex'), at, payload })
    at = start + size
  }
  return found
}
