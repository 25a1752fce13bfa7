import type { Verdict } from './verdict.ts'

/** Parts of large files: one that the device was told is there is never sent by it again. */
export class PartWatch {
  readonly #verdict: Verdict
  readonly #partChecksums = new Set<string>()
  readonly #told = new Set<string>()

  constructor(verdict: Verdict) {
    this.#verdict = verdict
  }

  /** Of files of several parts alone: what one PUT sends whole, no listing can vouch for. */
  watch(partChecksums: readonly string[]): void {
    for (const checksum of partChecksums) this.#partChecksums.add(checksum)
  }

  /** @param url its path is the upload's own */
  sent(device: string, url: string, checksum: string): void {
    if (!this.#told.has(keyOf(device, url, checksum))) return
    this.#verdict.fail('4 part sent again', `${device} sent a part again that it knew to be stored`)
  }

  told(device: string, url: string, checksum: string): void {
    if (this.#partChecksums.has(checksum)) this.#told.add(keyOf(device, url, checksum))
  }
}

function keyOf(device: string, url: string, checksum: string): string {
  return `${device} ${new URL(url).pathname} ${checksum}`
}
