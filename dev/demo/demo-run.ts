import type { DemoWorld } from './demo-world.ts'
import type { MadeEdit } from './edits/made-edit.ts'
import type { DemoMedia } from './files/choose-media.ts'
import type { Say } from './transcript.ts'

/** What the steps of one run share. */
export interface DemoRun extends DemoMedia {
  readonly world: DemoWorld
  readonly say: Say
  /** A timeline given to be imported; without one A begins with an empty project. */
  readonly otioPath: string | undefined
  /** Every edit a person has made, in order; what replaces an earlier edit of the same device takes its place. */
  readonly edits: MadeEdit[]
}

/** How long the largest file may take to be copied, sent or fetched on a slow machine. */
export const transferPatienceMs = 10 * 60_000
