import { StartFailure } from './start-failure.ts'

/** Another start uses the same state; two would corrupt it. */
export class AlreadyRunning extends StartFailure<'already-running'> {
  override readonly name = 'AlreadyRunning'
  readonly pid: number

  constructor(pid: number, lockFile: string) {
    super(
      'already-running',
      `Another start (process ${pid}) holds ${lockFile}.`,
      'Use the one that runs, or stop it with Ctrl-C in its terminal; if there is none, delete that file.',
    )
    this.pid = pid
  }
}
