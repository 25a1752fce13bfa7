import { StartFailure } from '../failures/start-failure.ts'

/** The browser that is asked for does not run here. */
export class BrowserUnavailable extends StartFailure<'no-browser'> {
  override readonly name = 'BrowserUnavailable'

  constructor(reason: string, wayOut: string, options?: ErrorOptions) {
    super('no-browser', reason, wayOut, options)
  }
}
