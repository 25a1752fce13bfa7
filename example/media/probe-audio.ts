import { mediaDuration } from './media-duration.ts'
import { mediaEvent } from './media-event.ts'
import type { Picture } from './picture.ts'
import type { Probe } from './probe-media.ts'

/** Decoding takes about ten times the file in memory: past this a waveform is not worth it. */
const waveformLimitBytes = 24 * 1024 * 1024
const peakCount = 240

/** @throws Error the browser cannot decode it */
export async function probeAudio(file: File, url: string, signal: AbortSignal): Promise<Probe> {
  const audio = document.createElement('audio')
  audio.preload = 'metadata'
  const loaded = mediaEvent(audio, 'loadedmetadata', signal)
  audio.src = url
  await loaded
  const durationS = await mediaDuration(audio, signal)
  return { kind: 'audio', durationS, picture: await waveform(file) }
}

async function waveform(file: File): Promise<Picture> {
  if (file.size > waveformLimitBytes) return { kind: 'none' }
  try {
    const context = new OfflineAudioContext(1, 1, 22_050)
    const decoded = await context.decodeAudioData(await file.arrayBuffer())
    return { kind: 'waveform', peaks: peaksOf(decoded.getChannelData(0)) }
  } catch {
    return { kind: 'none' }
  }
}

function peaksOf(samples: Float32Array): number[] {
  const stretch = Math.max(1, Math.floor(samples.length / peakCount))
  return Array.from({ length: Math.min(peakCount, samples.length) }, (_, index) => {
    let peak = 0
    for (const sample of samples.subarray(index * stretch, (index + 1) * stretch))
      peak = Math.max(peak, Math.abs(sample))
    return Math.round(Math.min(1, peak) * 100) / 100
  })
}
