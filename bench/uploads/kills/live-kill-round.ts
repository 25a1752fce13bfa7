import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { assertNever } from '../../../client-lib/runtime/assert-never.ts'
import { createGate } from '../../../dev/proxy/gate.ts'
import type { ProxiedRequest } from '../../../dev/proxy/proxied-request.ts'
import { bytesAtStore, type Exchange } from '../../../dev/proxy/traffic-ledger.ts'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { emptyBucket, readStoredObjects } from '../cloud/stored-objects.ts'
import { UploadDevice } from '../faults/upload-device.ts'
import { type BenchFile, writeBenchFile } from '../files/bench-file.ts'
import type { KillMoment, KillPlan, KillRequest } from './kill-plan.ts'

export interface KillRound {
  /** Every object of the account's has the file's bytes, and there is one. */
  readonly isRight: boolean
  /** Bytes that came to the store beyond the file's own. */
  readonly resentBytes: number
  /** Those of the parts that were in flight at the kills. */
  readonly inFlightBytes: number
  /** Kills that met their moment; in the others the upload was over before. */
  readonly met: readonly KillMoment['kind'][]
}

/** One file goes up from a real Chromium that is killed and started again, as the plan says; then the bytes are read back. */
export async function liveKillRound(cloud: BenchCloud, plan: KillPlan, folder: string): Promise<KillRound> {
  const home = await mkdtemp(join(folder, 'round-'))
  const file = await writeBenchFile(join(home, 'file.bin'), plan.sizeBytes, plan.seed)
  await emptyBucket(cloud)
  const device = await UploadDevice.open(cloud, { subject: 'reelsync', file, profileDir: join(home, 'profile') })
  try {
    const met: KillMoment['kind'][] = []
    let inFlightBytes = 0
    for (const moment of plan.kills) {
      await device.start()
      const wait = awaitMoment(device, moment, file)
      const { given, sent } = begin(device)
      const isMet = await Promise.race([(wait.come ?? given).then(() => true), sent.then(() => false)])
      inFlightBytes += await device.kill()
      wait.stop()
      if (isMet) met.push(moment.kind)
    }
    await device.start()
    await begin(device).sent
    const { sha256s } = await readStoredObjects(cloud)
    const isRight = sha256s.length === 1 && sha256s[0] === file.sha256
    return { isRight, resentBytes: device.bytesAtStore - file.sizeBytes, inFlightBytes, met }
  } finally {
    await device.close()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Begun {
  /** Settles when the client has the file, kept or given again. */
  readonly given: Promise<unknown>
  readonly sent: Promise<unknown>
}

/** The browser goes on with what it kept; where it kept nothing the user gives it the file again. */
function begin(device: UploadDevice): Begun {
  const goneOn = device.beginToGoOn().sent
  const given = goneOn.then((found) => (found ? { sent: goneOn } : device.beginToSend()))
  const sent = given.then((begun) => begun.sent)
  sent.catch(() => {})
  return { given, sent }
}

function awaitMoment(device: UploadDevice, moment: KillMoment, file: BenchFile) {
  const { line } = device.device
  const giveUp = new AbortController()
  const until = (holds: (exchanges: readonly Exchange[]) => boolean) => {
    const come = line.until(holds, giveUp.signal)
    come.catch(() => {})
    return come
  }
  const seen = line.exchanges.length
  const already = device.bytesAtStore
  const stop = () => giveUp.abort()
  switch (moment.kind) {
    case 'at-once':
      return { come: undefined, stop }
    case 'bytes': {
      const enough = already + moment.share * Math.max(0, file.sizeBytes - already)
      return { come: until((all) => bytesAtStore(all) >= enough), stop }
    }
    case 'held':
    case 'reply-lost': {
      const matches = isRequest[moment.request]
      const hold = { kind: 'hold', until: createGate().opened } as const
      const fault = moment.kind === 'held' ? hold : ({ kind: 'lose-reply' } as const)
      const remove = line.inject({ matches, fault, times: 1 })
      const phase = moment.kind === 'held' ? 'open' : 'broken'
      const come = until((all) => all.slice(seen).some((one) => matches(one.request) && one.phase.kind === phase))
      const removeAndStop = () => {
        remove()
        stop()
      }
      return { come, stop: removeAndStop }
    }
    default:
      return assertNever(moment)
  }
}

const isRequest: Readonly<Record<KillRequest, (request: ProxiedRequest) => boolean>> = {
  part: ({ kind }) => kind === 'part',
  presign: ({ kind, url }) => kind === 'api' && url.pathname.endsWith('/media/presign'),
  complete: ({ kind, url }) => kind === 'api' && url.pathname.endsWith('/complete'),
}
