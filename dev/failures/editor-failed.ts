import { StartFailure } from './start-failure.ts'

/** The dev server of the example ended, or never answered. */
export class EditorFailed extends StartFailure<'editor-failed'> {
  override readonly name = 'EditorFailed'

  /** @param output what it wrote last */
  constructor(output: string) {
    super(
      'editor-failed',
      `The editor's dev server ended: ${output.trim().split('\n').slice(-12).join('\n')}`,
      'Mend what the message names; `npm ci` puts missing packages right.',
    )
  }
}
