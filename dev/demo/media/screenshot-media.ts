import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { encodeClip } from './encode-clip.ts'
import { makeVideo } from './make-video.ts'
import { noiseWav } from './noise-wav.ts'

const MiB = 1024 * 1024

/** Files that look like somebody's work: two videos, the first of 20 parts, a picture and a sound; answers their paths in this order. */
export async function screenshotMedia(page: Page, folder: string): Promise<readonly string[]> {
  const file = (name: string) => join(folder, name)
  await makeVideo(file('Harbour at dawn.webm'), await encodeClip(page, 225), 160 * MiB)
  await makeVideo(file('Coast road.webm'), await encodeClip(page, 165), 12 * MiB)
  // The editor's policy would keep the styles out of it.
  await page.goto('about:blank')
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.setContent(
    '<style>*{margin:0}body{height:100vh;display:grid;place-items:center;font:700 96px sans-serif;color:#fff;background:linear-gradient(160deg,#1e2a5a,#8a4f9e 60%,#f2a65a)}</style>Coast road',
  )
  await page.screenshot({ path: file('Title card.png') })
  await page.setViewportSize({ width: 1440, height: 900 })
  await writeFile(file('Waves.wav'), swell(noiseWav({ seconds: 14, samplesPerSecond: 22_050 })))
  return ['Harbour at dawn.webm', 'Coast road.webm', 'Title card.png', 'Waves.wav'].map(file)
}

/** Lets noise rise and fall as waves do. */
function swell(wav: Buffer): Buffer {
  for (let at = 44; at + 1 < wav.length; at += 2) {
    const loudness = 0.1 + 0.6 * Math.abs(Math.sin((at / wav.length) * 9) * Math.sin((at / wav.length) * 31))
    wav.writeInt16LE(Math.round(wav.readInt16LE(at) * loudness), at)
  }
  return wav
}
