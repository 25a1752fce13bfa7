/** No Chromium runs here; the message says why and what to do. */
export class BrowserUnavailable extends Error {
  override readonly name = 'BrowserUnavailable'

  constructor(reason: string, options?: ErrorOptions) {
    super(`${reason} Set REELSYNC_CHROMIUM to the path of a Chromium or Chrome.`, options)
  }
}
