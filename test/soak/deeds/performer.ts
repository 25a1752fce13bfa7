import type { Deed } from '../plan/deed.ts'
import type { Scene } from '../world/scene.ts'
import type { SoakDevice } from '../world/soak-device.ts'
import type { SoakTab } from '../world/soak-tab.ts'

/** Where a deed is done. */
export interface Place {
  readonly scene: Scene
  readonly device: SoakDevice
  readonly tab: SoakTab
  readonly deed: Deed
}

/** What was done, for the log; undefined where there was nothing to do it to. */
export type Performer = (place: Place) => Promise<string | undefined>
