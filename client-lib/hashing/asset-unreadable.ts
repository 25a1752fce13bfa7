/** The file changed or went away while it was read; nothing of it was kept. */
export class AssetUnreadable extends Error {
  override readonly name = 'AssetUnreadable'
  readonly fileName: string

  constructor(fileName: string, cause?: unknown) {
    super(`“${fileName}” changed or went away while it was read. Add it again.`, { cause })
    this.fileName = fileName
  }
}
