import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { userIdOf } from '../../lambdas/auth/user-id.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { edit } from '../unit/client/memory-host.ts'
import { inTheCloud, type OpenPage, SyncDevice } from '../unit/client/sync-device.ts'
import { fileOfSmallParts, smallPartBytes } from '../unit/media/small-parts.ts'
import { type KillPlace, killPlaces } from './kill-places.ts'
import { PartLine } from './part-line.ts'

export interface KilledUpload {
  /** Of the account, which has nothing but this file: the prefix of its objects. */
  readonly userId: string
  readonly bytes: Buffer
  readonly partChecksums: readonly string[]
  /** As S3 composes it of its parts. */
  readonly checksum: string
  readonly line: PartLine
  /** Opens a page that is killed at the place; settles once it is. */
  killedAt(place: KillPlace): Promise<void>
  /** Opens a page that lives until the file is stored. */
  lastPage(): Promise<void>
}

/**
 * A file of so many small parts, added on a device of whose pages one after the other is killed, at a place in each half
 * of each page of ListParts. Each page begins with what the one before left on the device. All parts but the last few
 * are then in the store. The part rule has to be `smallParts`.
 *
 * @param seed chooses the places
 */
export async function killedUpload(ports: FunctionPorts, partCount: number, seed: number): Promise<KilledUpload> {
  const line = new PartLine(ports)
  const device = new SyncDevice(line, 'studio')
  device.withMedia = true
  device.account = `ada-${randomUUID()}`
  const projectId = `film-${randomUUID()}`
  const file = fileOfSmallParts(partCount)
  const first = device.open()
  await first.save(edit('a film', { id: projectId }))
  await inTheCloud(first, projectId)
  const killedAt = (place: KillPlace, page = device.open()) => line.killAt(place, () => page.kill())
  const [firstPlace, ...places] = killPlaces(partCount, seed)
  if (firstPlace === undefined) throw new Error('There is no place to kill at.')
  const killed = killedAt(firstPlace, first)
  const { assetId } = await first.sync.assets.add(projectId, file)
  await killed
  for (const place of places) await killedAt(place)
  expect(line.resumed).toHaveLength(places.length)
  const bytes = Buffer.from(await file.arrayBuffer())
  const digests = Array.from({ length: partCount }, (_, index) =>
    sha256(bytes.subarray(index * smallPartBytes, (index + 1) * smallPartBytes)),
  )
  return {
    userId: userIdOf(line.tokens.issuer, device.account),
    bytes,
    partChecksums: digests.map((digest) => digest.toString('base64')),
    checksum: `${sha256(Buffer.concat(digests)).toString('base64')}-${partCount}`,
    line,
    killedAt,
    lastPage: async () => {
      const page = device.open()
      await Promise.race([stored(page, assetId), line.trouble])
      await page.sync.close()
    },
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Told by the client alone, for there is much to wait for. */
function stored({ sync }: OpenPage, assetId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    sync.assets.subscribe((view) => {
      const { transfer } = view
      if (view.assetId !== assetId) return
      if (transfer.phase === 'stored') resolve()
      if (transfer.phase === 'blocked')
        reject(new Error(`The upload is blocked by ${transfer.code}: ${transfer.detail}`))
    })
  })
}
