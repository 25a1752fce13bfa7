import type { Page } from 'playwright-core'
import type { Video } from './webm-file.ts'

const clip = { widthPixels: 640, heightPixels: 360, framesPerSecond: 25, durationMs: 8000 }

/**
 * Draws and encodes a short VP8 clip in a real browser.
 *
 * @param page any page of a secure origin, such as http://localhost; it is left as it was
 */
export async function encodeClip(page: Page, title: string): Promise<Video> {
  const frames = await page.evaluate(drawAndEncode, { ...clip, title })
  return { ...clip, frames: frames.map((frame) => ({ ...frame, data: Buffer.from(frame.data, 'base64') })) }
}

/** Runs in the page. */
async function drawAndEncode(wanted: typeof clip & { title: string }) {
  const frames: { timeMs: number; isKey: boolean; data: string }[] = []
  let failure: unknown
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      let binary = ''
      for (const byte of bytes) binary += String.fromCharCode(byte)
      frames.push({ timeMs: chunk.timestamp / 1000, isKey: chunk.type === 'key', data: btoa(binary) })
    },
    error: (cause) => {
      failure = cause
    },
  })
  const { widthPixels: width, heightPixels: height, framesPerSecond } = wanted
  encoder.configure({ codec: 'vp8', width, height, bitrate: 1_000_000, framerate: framesPerSecond })
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('No 2D canvas here.')
  const count = (wanted.durationMs / 1000) * framesPerSecond
  for (let index = 0; index < count; index += 1) {
    const turn = (index / count) * 2 * Math.PI
    pen.fillStyle = `hsl(${(index / count) * 360} 45% 22%)`
    pen.fillRect(0, 0, width, height)
    pen.fillStyle = 'hsl(38 95% 60%)'
    pen.beginPath()
    pen.arc(width / 2 + Math.cos(turn) * 160, height / 2 + Math.sin(turn) * 90, 44, 0, 2 * Math.PI)
    pen.fill()
    pen.fillStyle = 'white'
    pen.font = '600 28px sans-serif'
    pen.fillText(`${wanted.title}  ${(index / framesPerSecond).toFixed(2)} s`, 24, height - 28)
    const frame = new VideoFrame(canvas, { timestamp: (index * 1_000_000) / framesPerSecond })
    encoder.encode(frame, { keyFrame: index % framesPerSecond === 0 })
    frame.close()
  }
  await encoder.flush()
  encoder.close()
  if (failure !== undefined) throw failure
  return frames
}
