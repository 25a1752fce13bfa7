import { StartFailure } from './start-failure.ts'

/** Nothing on this machine can run the local cloud. */
export class NoLocalCloud extends StartFailure<'no-local-cloud'> {
  override readonly name = 'NoLocalCloud'

  /** @param looked what was tried, each with what was wrong with it */
  constructor(looked: readonly string[]) {
    super(
      'no-local-cloud',
      `The local cloud needs Python 3.10 or later with venv, or a running Docker. Looked at: ${looked.join('; ') || 'nothing found'}.`,
      'Install Python 3.10 or later (on Debian and Ubuntu also the package python3-venv), or start Docker, or name a running local cloud with AWS_ENDPOINT_URL.',
    )
  }
}
