import { element, elementHead, float, text, unsigned } from './ebml.ts'

export interface VideoFrame {
  readonly timeMs: number
  readonly isKey: boolean
  readonly data: Uint8Array
}

export interface Video {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly durationMs: number
  /** VP8, in order; the first is a key frame. */
  readonly frames: readonly VideoFrame[]
}

/**
 * A WebM file of exactly `sizeBytes`: this video with its index, then a Void element for the caller to fill.
 * Players step over a Void, so any bytes may stand in it and the file still plays.
 *
 * @returns everything before the Void's payload, and how many payload bytes are to follow
 * @throws RangeError when the video alone is larger
 */
export function webmOfSize(video: Video, sizeBytes: number): { readonly head: Buffer; readonly voidBytes: number } {
  const clusters = clustersOf(video)
  const info = element(
    0x1549a966,
    unsigned(0x2ad7b1, 1_000_000), // one tick is 1 ms
    float(0x4489, video.durationMs),
    text(0x4d80, 'reelsync demo'),
    text(0x5741, 'reelsync demo'),
  )
  const front = Buffer.concat([info, tracksOf(video)])
  const cuesBytes = cuesOf(clusters, 0).length
  const cues = cuesOf(clusters, front.length + cuesBytes)
  const content = Buffer.concat([front, cues, ...clusters.map((cluster) => cluster.bytes)])
  const heads = ebmlHead().length + elementHead(segmentId, 0).length + elementHead(voidId, 0).length
  const voidBytes = sizeBytes - heads - content.length
  if (voidBytes < 0)
    throw new RangeError(`The video alone takes ${sizeBytes - voidBytes} bytes, more than ${sizeBytes}.`)
  const padding = elementHead(voidId, voidBytes)
  const segment = elementHead(segmentId, content.length + padding.length + voidBytes)
  return { head: Buffer.concat([ebmlHead(), segment, content, padding]), voidBytes }
}

const segmentId = 0x18538067
const voidId = 0xec

function ebmlHead(): Buffer {
  const limits = [unsigned(0x4286, 1), unsigned(0x42f7, 1), unsigned(0x42f2, 4), unsigned(0x42f3, 8)]
  return element(0x1a45dfa3, ...limits, text(0x4282, 'webm'), unsigned(0x4287, 2), unsigned(0x4285, 2))
}

function tracksOf(video: Video): Buffer {
  const picture = element(0xe0, unsigned(0xb0, video.widthPixels), unsigned(0xba, video.heightPixels))
  const track = [unsigned(0xd7, 1), unsigned(0x73c5, 1), unsigned(0x83, 1), text(0x86, 'V_VP8'), picture]
  return element(0x1654ae6b, element(0xae, ...track))
}

interface Cluster {
  readonly timeMs: number
  readonly bytes: Buffer
}

/** One cluster from key frame to key frame, so that every cluster can be sought. */
function clustersOf(video: Video): readonly Cluster[] {
  const groups: VideoFrame[][] = []
  for (const frame of video.frames) {
    if (frame.isKey) groups.push([frame])
    else groups.at(-1)?.push(frame)
  }
  return groups.map((frames) => {
    const timeMs = frames[0]?.timeMs ?? 0
    return { timeMs, bytes: element(0x1f43b675, unsigned(0xe7, timeMs), ...frames.map((each) => block(each, timeMs))) }
  })
}

function block(frame: VideoFrame, clusterTimeMs: number): Buffer {
  const head = Buffer.from([0x81, 0, 0, frame.isKey ? 0x80 : 0])
  head.writeInt16BE(frame.timeMs - clusterTimeMs, 1)
  return element(0xa3, head, frame.data)
}

/** @param offsetBytes where the first cluster starts in the segment */
function cuesOf(clusters: readonly Cluster[], offsetBytes: number): Buffer {
  let at = offsetBytes
  const points = clusters.map((cluster) => {
    const position = element(0xb7, unsigned(0xf7, 1), unsigned(0xf1, at))
    at += cluster.bytes.length
    return element(0xbb, unsigned(0xb3, cluster.timeMs), position)
  })
  return element(0x1c53bb6b, ...points)
}
