/** The browser wants the user's word again before it reads a file that stays where it is: `assets.retry` asks for it. */
export class FilePermissionNeeded extends Error {
  override readonly name = 'FilePermissionNeeded'
  readonly fileName: string

  constructor(fileName: string) {
    super(`“${fileName}” may be read once you allow it again.`)
    this.fileName = fileName
  }
}
