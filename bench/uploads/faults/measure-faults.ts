import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expiredUrl } from '../../../dev/proxy/injected-answers.ts'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { emptyBucket, readStoredObjects } from '../cloud/stored-objects.ts'
import type { BenchFile } from '../files/bench-file.ts'
import type { SubjectName } from '../page/subject.ts'
import type { InterruptedUpload, MeasuredFaults } from '../report/measured.ts'
import { UploadDevice } from './upload-device.ts'

interface FaultOptions {
  readonly subject: SubjectName
  readonly file: BenchFile
  readonly folder: string
}

/** What becomes of an upload by one subject that is killed, reloaded, or answered that its address is over. */
export async function measureFaults(
  cloud: BenchCloud,
  options: FaultOptions,
  shares: readonly number[],
): Promise<MeasuredFaults> {
  const kills: Record<string, InterruptedUpload> = {}
  for (const share of shares) kills[String(share)] = await interrupted(cloud, options, 'kill', share)
  const reload = await interrupted(cloud, options, 'reload', 0.5)
  return { kills, reload, expiredUrl: await withExpiredUrl(cloud, options) }
}

function interrupted(cloud: BenchCloud, options: FaultOptions, how: 'kill' | 'reload', share: number) {
  return onDevice(cloud, options, async (device): Promise<InterruptedUpload> => {
    const { file } = options
    const { sent } = await device.beginToSend()
    await Promise.race([device.untilBytesAtStore(share * file.sizeBytes), sent])
    const inFlightBytes = await device[how]()
    if (how === 'kill') await device.start()
    const end = await endOf(device)
    const { sha256s, openUploads } = await readStoredObjects(cloud)
    return {
      ...end,
      ...{ sizeBytes: file.sizeBytes, inFlightBytes, openUploads },
      resentBytes: device.bytesAtStore - file.sizeBytes,
      isRight: sha256s.length === 1 && sha256s[0] === file.sha256,
    }
  })
}

async function endOf(device: UploadDevice): Promise<Pick<InterruptedUpload, 'goesOn' | 'reason'>> {
  try {
    if (await device.beginToGoOn().sent) return { goesOn: 'by-itself' }
    await (await device.beginToSend()).sent
    return { goesOn: 'with-the-file' }
  } catch (error) {
    return { goesOn: 'not-at-all', reason: firstLine(error) }
  }
}

/** One part is answered, once, that its address is over. */
function withExpiredUrl(cloud: BenchCloud, options: FaultOptions) {
  return onDevice(cloud, options, async (device) => {
    device.device.line.inject({ matches: ({ kind }) => kind === 'part', fault: expiredUrl(), times: 1 })
    try {
      await (await device.beginToSend()).sent
      return { isStored: true }
    } catch (error) {
      return { isStored: false, reason: firstLine(error) }
    }
  })
}

async function onDevice<T>(cloud: BenchCloud, options: FaultOptions, use: (device: UploadDevice) => Promise<T>) {
  await emptyBucket(cloud)
  const profileDir = await mkdtemp(join(options.folder, 'profile-'))
  const { subject, file } = options
  const device = await UploadDevice.open(cloud, { subject, file, profileDir })
  try {
    await device.start()
    return await use(device)
  } finally {
    await device.close()
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

const firstLine = (error: unknown) => (String(error).split('\n')[0] ?? '').replace(/^Error: page\.evaluate: /, '')
