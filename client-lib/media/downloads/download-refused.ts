/** The store would not give the bytes, and trying again does not change that. */
export class DownloadRefused extends Error {
  override readonly name = 'DownloadRefused'
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}
