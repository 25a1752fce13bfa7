import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { encodeClip } from './encode-clip.ts'
import { makeVideo } from './make-video.ts'
import { noisePng } from './noise-png.ts'
import { noiseWav } from './noise-wav.ts'

const MiB = 1024 * 1024

/**
 * Makes a video, a sound and a picture, each playable and incompressible.
 *
 * @param page of a secure origin: its browser encodes the video
 * @returns their paths
 */
export async function makeMedia(page: Page, folder: string): Promise<readonly string[]> {
  const video = await makeVideoFile(page, folder)
  const sound = join(folder, 'sea noise.wav')
  await writeFile(sound, noiseWav({ seconds: 20, samplesPerSecond: 48_000 }))
  const picture = join(folder, 'title card.png')
  await writeFile(picture, noisePng({ widthPixels: 1280, heightPixels: 720 }))
  return [video, sound, picture]
}

/** Makes a video of 160 MiB, in 20 parts. */
export async function makeVideoFile(page: Page, folder: string): Promise<string> {
  const path = join(folder, 'round trip.webm')
  await makeVideo(path, await encodeClip(page, 225), 160 * MiB)
  return path
}
