import { StartFailure } from './start-failure.ts'

const unreachable =
  /NewConnectionError|Temporary failure in name resolution|Name or service not known|Network is unreachable|ConnectTimeout|ProxyError|Connection refused/i

/** The local cloud's packages could not be installed. */
export class InstallFailed extends StartFailure<'install-failed' | 'no-network'> {
  override readonly name = 'InstallFailed'
  readonly output: string

  /** @param what the packages; @param output what pip wrote */
  constructor(what: string, output: string) {
    const offline = unreachable.test(output)
    super(
      offline ? 'no-network' : 'install-failed',
      offline
        ? `The package index could not be reached to install ${what}.`
        : `pip could not install ${what}: ${lastLines(output)}`,
      offline
        ? 'Connect to the network, or set PIP_INDEX_URL to an index that can be reached, and start again. It is needed for the first start alone.'
        : 'Read the message above; removing the folder .reelsync makes the next start install anew.',
    )
    this.output = output
  }
}

const lastLines = (output: string) => output.trim().split('\n').slice(-3).join(' / ')
