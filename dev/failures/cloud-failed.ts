import { StartFailure } from './start-failure.ts'

/** The local cloud's process ended, or never answered. */
export class CloudFailed extends StartFailure<'cloud-failed'> {
  override readonly name = 'CloudFailed'

  /** @param what happened, in a sentence; @param logFile where it wrote */
  constructor(what: string, logFile: string) {
    super('cloud-failed', what, `Read ${logFile}; with \`npm run dev -- --fresh\` it starts anew.`)
  }
}
