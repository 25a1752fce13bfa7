import { StartFailure } from './start-failure.ts'

/** `--target` names no local cloud that there is. */
export class UnknownTarget extends StartFailure<'unknown-target'> {
  override readonly name = 'UnknownTarget'

  constructor(target: string) {
    super(
      'unknown-target',
      `There is no target "${target}".`,
      'Leave --target out for ministack, or write `npm run dev -- --target localstack`.',
    )
  }
}
