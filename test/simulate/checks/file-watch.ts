import { createHash } from 'node:crypto'
import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import type { Home } from '../world/home.ts'
import type { AddedFile } from '../world/made-file.ts'
import type { Verdict } from './verdict.ts'

/** Holds every file to the bytes that its user gave, wherever it went, and the client to naming those that it lost. */
export class FileWatch {
  readonly #verdict: Verdict
  readonly #given = new Map<string, Uint8Array>()
  /** What pages were asked to add, and have not answered: one that is killed may have done it. */
  readonly #begun = new Set<Uint8Array>()
  /** What was compared already: an object of the store never changes. */
  readonly #equal = new Set<Uint8Array>()
  /** Files whose bytes were evicted before the cloud had them, and that the client named. */
  named = 0
  /** Those of which nothing was left that could name them. */
  forgiven = 0

  constructor(verdict: Verdict) {
    this.#verdict = verdict
  }

  /** Nothing is looked at any more. */
  letGo(): void {
    this.#given.clear()
    this.#begun.clear()
    this.#equal.clear()
  }

  begun(bytes: Uint8Array): void {
    this.#begun.add(bytes)
  }

  added(assetId: string, bytes: Uint8Array): void {
    this.#begun.delete(bytes)
    this.#given.set(assetId, bytes)
  }

  isGiven(assetId: string, bytes: Uint8Array): boolean {
    if (this.#equal.has(bytes)) return true
    const given = this.#given.get(assetId)
    const mayBe = given ? [given] : [...this.#begun]
    if (!mayBe.some((one) => Buffer.compare(one, bytes) === 0)) return false
    this.#equal.add(bytes)
    return true
  }

  /** A file was fetched: it is what was given, wherever that was. */
  opened(home: Home, assetId: string, bytes: Uint8Array): void {
    if (this.isGiven(assetId, bytes)) return
    this.#verdict.fail('4 asset differs', `${home.device} was given other bytes as ${assetId}`)
  }

  /** What leaves for the store is what its checksum says. */
  sent(device: string, bytes: Uint8Array | string, checksum: string): void {
    if (createHash('sha256').update(bytes).digest('base64') === checksum) return
    this.#verdict.fail('4 asset differs', `${device} sent other bytes than those of ${checksum}`)
  }

  /** Of a file that the cloud has not got the client says so. */
  notStored({ device }: Home, { projectId, assetId }: AddedFile, losses: readonly Loss[]): void {
    const isNamed = losses.some((loss) =>
      loss.kind === 'row-unreadable'
        ? loss.table === 'assets' && loss.key === `${projectId}/${assetId}`
        : loss.kind === 'file-lost' && loss.projectId === projectId && loss.assetId === assetId,
    )
    if (isNamed) this.named += 1
    else this.#verdict.fail('4 asset differs', `${assetId} of ${projectId}, given to ${device}, is not what is stored`)
  }

  /** Everything of the site is gone: what the cloud has not got, nobody knows of any more. */
  cleared(home: Home, isStored: (file: AddedFile) => boolean): void {
    const kept = home.files.filter(isStored)
    this.forgiven += home.files.length - kept.length
    home.files.splice(0, home.files.length, ...kept)
  }
}
