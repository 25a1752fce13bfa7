import { type DemoRun, transferPatienceMs } from '../demo-run.ts'
import { openChecksumSink } from '../files/checksum-sink.ts'
import { storedChecksums } from '../files/stored-checksums.ts'
import { mediaItem, untilMedia } from '../person/media.ts'
import { playThrough } from '../person/play-through.ts'
import { exportProject, openProject } from '../person/projects.ts'
import { type Credentials, openEditor, signIn } from '../person/sign-in.ts'
import { projectName } from './begin-on-a.ts'

/** B signs in to the same account and opens what A made, with its media; answers whether it is what A has. */
export async function openOnB({ world, say, files }: DemoRun, credentials: Credentials): Promise<boolean> {
  const page = await world.b.start()
  await openEditor(page, world.editorUrl)
  await signIn(page, credentials)
  await openProject(page, projectName)
  await untilMedia(page, 'on-this-device', files.length, transferPatienceMs)
  const [onA, onB] = [await exportProject(world.a.page), await exportProject(page)]
  say(`B  signed in and opened “${onB.name}”: all ${files.length} files are on the device`)
  return onA.name === onB.name && onA.document === onB.document
}

/** B plays the timeline through; answers whether every file that can play has played. */
export async function playOnB({ world, say, playable }: DemoRun): Promise<boolean> {
  const page = world.b.page
  const advancedS = await playThrough(page, transferPatienceMs)
  let playedAll = playable.length > 0
  for (const { name } of playable) {
    const assetId = await mediaItem(page, name).getAttribute('data-asset-id')
    const seconds = advancedS.get(assetId ?? '') ?? 0
    say(`B  played ${seconds.toFixed(1)} s of ${name}`)
    if (seconds < 0.5) playedAll = false
  }
  return playedAll
}

/** Whether the bytes that B keeps are those of every file given, by SHA-256. */
export async function compareChecksums({ world, say, files }: DemoRun): Promise<boolean> {
  const sink = await openChecksumSink()
  try {
    const onB = new Set(await storedChecksums(world.b, sink))
    const missing = files.filter(({ sha256 }) => !onB.has(sha256))
    for (const { name } of missing) say(`B  has no file with the bytes of ${name}`)
    if (missing.length === 0) say(`   B's copies have the SHA-256 of all ${files.length} files`)
    return missing.length === 0
  } finally {
    await sink.close()
  }
}
