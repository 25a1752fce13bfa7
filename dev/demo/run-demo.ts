import { planParts } from '#contract/part-rule.ts'
import { bytesAtStore } from '../proxy/traffic-ledger.ts'
import type { DemoReport } from './demo-report.ts'
import type { DemoRun } from './demo-run.ts'
import type { DemoWorld } from './demo-world.ts'
import { chooseMedia } from './files/choose-media.ts'
import { distinctBytes } from './files/source-file.ts'
import { openEditor } from './person/sign-in.ts'
import { stallMidUpload } from './stall-mid-upload.ts'
import { beginOnA } from './steps/begin-on-a.ts'
import { editOffline } from './steps/edit-offline.ts'
import { finishOnA } from './steps/finish-on-a.ts'
import { killAMidUpload } from './steps/kill-a-mid-upload.ts'
import { compareChecksums, openOnB, playOnB } from './steps/open-on-b.ts'
import { settleConflict } from './steps/settle-conflict.ts'
import type { createTranscript } from './transcript.ts'

const credentials = { email: 'dana@example.com', password: 'Reelsync-demo-3' }

/** The main job, from the first file on A to the same project on both devices. */
export async function runDemo(
  world: DemoWorld,
  given: readonly string[],
  { say, seconds }: ReturnType<typeof createTranscript>,
  signal: AbortSignal,
): Promise<DemoReport> {
  const otioPath = given.find(isTimeline)
  const scratch = await world.a.start()
  await openEditor(scratch, world.editorUrl)
  const media = await chooseMedia(
    scratch,
    given.filter((path) => !isTimeline(path)),
    world.filesFolder,
    say,
  )
  const run: DemoRun = { ...media, world, say, otioPath, edits: [] }
  for (const { name, sizeBytes } of run.files) say(`   ${(sizeBytes / 2 ** 20).toFixed(1).padStart(7)} MiB  ${name}`)

  const letThrough = stallMidUpload(world.a.line, run.files)
  await beginOnA(run, credentials)
  const partsInFlightAtKill = await killAMidUpload(run, signal)
  letThrough()
  await finishOnA(run)
  const bytesTotal = distinctBytes(run.files)
  const bytesAtS3 = bytesAtStore(world.a.line.exchanges)
  const bytesResent = bytesAtS3 - bytesTotal
  say(`   ${bytesTotal} bytes of media, ${bytesAtS3} bytes at S3, ${bytesResent} sent again`)

  const openedOnB = await openOnB(run, credentials)
  const playedOnB = await playOnB(run)
  const mediaChecksumsEqual = await compareChecksums(run)
  await editOffline(run)
  const { conflictResolved, localEditsLost } = await settleConflict(run)
  const { partSizeBytes } = planParts(Math.max(...run.files.map(({ sizeBytes }) => sizeBytes)))
  return {
    openedOnB,
    playedOnB,
    mediaChecksumsEqual,
    bytesTotal,
    bytesAtS3,
    bytesResent,
    partsInFlightAtKill,
    partSizeBytes,
    conflictResolved,
    localEditsLost,
    seconds: Math.round(seconds()),
  }
}

const isTimeline = (path: string) => path.toLowerCase().endsWith('.otio')
