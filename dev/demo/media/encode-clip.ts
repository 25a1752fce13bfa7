import type { Page } from 'playwright-core'
import type { Video } from './webm-file.ts'

const clip = { widthPixels: 640, heightPixels: 360, framesPerSecond: 25, durationMs: 8000 }

/**
 * Draws and encodes a short VP8 clip in a real browser: a sun that rises over hills.
 *
 * @param page any page of a secure origin, such as http://localhost; it is left as it was
 * @param hue of the sky, in degrees
 */
export async function encodeClip(page: Page, hue: number): Promise<Video> {
  const frames = await page.evaluate(drawAndEncode, { ...clip, hue })
  return { ...clip, frames: frames.map((frame) => ({ ...frame, data: Buffer.from(frame.data, 'base64') })) }
}

/** Runs in the page. */
async function drawAndEncode({
  widthPixels: width,
  heightPixels: height,
  framesPerSecond,
  durationMs,
  hue,
}: typeof clip & { hue: number }) {
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
  encoder.configure({ codec: 'vp8', width, height, bitrate: 1_500_000, framerate: framesPerSecond })
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('No 2D canvas here.')
  const draw = (done: number) => {
    const sky = pen.createLinearGradient(0, 0, 0, height)
    sky.addColorStop(0, `hsl(${hue} 55% ${12 + 20 * done}%)`)
    sky.addColorStop(1, `hsl(${hue + 140} 70% ${45 + 20 * done}%)`)
    pen.fillStyle = sky
    pen.fillRect(0, 0, width, height)
    pen.fillStyle = 'hsl(42 95% 72%)'
    pen.beginPath()
    pen.arc(width * (0.3 + 0.4 * done), height * (0.75 - 0.45 * done), 34, 0, 2 * Math.PI)
    pen.fill()
    for (const [layer, base] of [0.62, 0.72, 0.84].entries()) {
      pen.fillStyle = `hsl(${hue + 10 * layer} 40% ${22 - 6 * layer + 8 * done}%)`
      pen.beginPath()
      pen.moveTo(0, height)
      for (let x = 0; x <= width; x += 8) {
        const slope = Math.sin(x / (70 + 30 * layer) + layer * 2 + done * (layer + 1)) * 26
        pen.lineTo(x, height * base + slope)
      }
      pen.lineTo(width, height)
      pen.fill()
    }
  }
  const count = (durationMs / 1000) * framesPerSecond
  for (let index = 0; index < count; index += 1) {
    draw(index / count)
    const frame = new VideoFrame(canvas, { timestamp: (index * 1_000_000) / framesPerSecond })
    encoder.encode(frame, { keyFrame: index % framesPerSecond === 0 })
    frame.close()
  }
  await encoder.flush()
  encoder.close()
  if (failure !== undefined) throw failure
  return frames
}
