/** Object URLs of the files the player shows, one an asset, revoked together. */
export class MediaUrls {
  readonly #open: (assetId: string) => Promise<File | undefined>
  readonly #urls = new Map<string, Promise<string | undefined>>()

  constructor(open: (assetId: string) => Promise<File | undefined>) {
    this.#open = open
  }

  /** The asset's URL; undefined while its bytes are not to be had. A miss is asked again the next time. */
  get(assetId: string): Promise<string | undefined> {
    const known = this.#urls.get(assetId)
    if (known !== undefined) return known
    const made = this.#make(assetId)
    this.#urls.set(assetId, made)
    return made
  }

  close(): void {
    for (const made of this.#urls.values()) void made.then((url) => url && URL.revokeObjectURL(url))
    this.#urls.clear()
  }

  async #make(assetId: string): Promise<string | undefined> {
    const file = await this.#open(assetId).catch(() => undefined)
    if (file === undefined) this.#urls.delete(assetId)
    return file && URL.createObjectURL(file)
  }
}
