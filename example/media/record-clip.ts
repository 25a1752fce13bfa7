const lengthMs = 4000
const framesPerSecond = 30

/** This browser has no recorder, or none for video. */
export class RecorderMissing extends Error {
  override readonly name = 'RecorderMissing'

  constructor() {
    super('This browser cannot record video.')
  }
}

/**
 * Records four seconds of a moving picture drawn on `canvas`.
 *
 * @throws RecorderMissing
 */
export async function recordClip(canvas: HTMLCanvasElement, onProgress: (fraction: number) => void): Promise<File> {
  const mime = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/mp4'].find((type) =>
    MediaRecorder.isTypeSupported(type),
  )
  const context = canvas.getContext('2d')
  if (mime === undefined || context === null) throw new RecorderMissing()
  const stream = canvas.captureStream(framesPerSecond)
  const recorder = new MediaRecorder(stream, { mimeType: mime, videoBitsPerSecond: 4_000_000 })
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
  recorder.start()
  await animate(context, onProgress)
  recorder.stop()
  await stopped
  for (const track of stream.getTracks()) track.stop()
  const type = mime.split(';')[0] ?? mime
  const time = new Date().toTimeString().slice(0, 8).replaceAll(':', '.')
  return new File(chunks, `Recording ${time}.${type.split('/')[1]}`, { type })
}

function animate(context: CanvasRenderingContext2D, onProgress: (fraction: number) => void): Promise<void> {
  const seed = Math.random() * 360
  return new Promise((resolve) => {
    const startedAtMs = performance.now()
    const frame = () => {
      const fraction = Math.min(1, (performance.now() - startedAtMs) / lengthMs)
      drawFrame(context, fraction, seed)
      onProgress(fraction)
      if (fraction < 1) requestAnimationFrame(frame)
      else resolve()
    }
    frame()
  })
}

/** Coloured discs on their ways over a slow gradient. */
function drawFrame(context: CanvasRenderingContext2D, fraction: number, seed: number): void {
  const { width, height } = context.canvas
  const sky = context.createLinearGradient(0, 0, width, height)
  sky.addColorStop(0, `hsl(${seed + fraction * 60} 55% 22%)`)
  sky.addColorStop(1, `hsl(${seed + 80 + fraction * 60} 60% 40%)`)
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  for (let disc = 0; disc < 7; disc += 1) {
    const turn = fraction * Math.PI * 2 + (disc * Math.PI * 2) / 7
    context.beginPath()
    context.arc(
      width / 2 + Math.cos(turn) * width * 0.3,
      height / 2 + Math.sin(turn * 2) * height * 0.28,
      height * (0.06 + 0.012 * disc),
      0,
      Math.PI * 2,
    )
    context.fillStyle = `hsl(${seed + disc * 36} 80% 66% / 0.85)`
    context.fill()
  }
}
