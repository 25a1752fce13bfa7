import type { UserAnswer } from '../world/user-answer.ts'
import type { EditKind } from '../world/user-hand.ts'
import type { LossAct } from './loss-acts.ts'
import type { SignedOutAct } from './signed-out-acts.ts'
import type { UploadAct } from './upload-acts.ts'

/** What is done in one tab. */
export type TabAct =
  | { readonly kind: 'edit'; readonly edit: EditKind }
  | { readonly kind: 'save-and-die' }
  | { readonly kind: 'open' | 'list-files' | 'open-file' | 'delete' }
  | { readonly kind: 'resolve'; readonly answer: UserAnswer }
  | { readonly kind: 'add-file'; readonly sizeBytes: number }
  | { readonly kind: 'freeze-tab'; readonly forMs: number }
  | { readonly kind: 'kill-tab' | 'close-tab' | 'open-tab' }
  | { readonly kind: 'pause' | 'resume' | 'retry-now' | 'wake' | 'take-note' }

/** What befalls a device or the cloud. */
export type DeviceAct =
  | { readonly kind: 'freeze-device'; readonly forMs: number }
  | { readonly kind: 'kill-device' }
  | { readonly kind: 'refuse-storage'; readonly forMs: number; readonly readsToo: boolean }
  | LossAct
  | { readonly kind: 'skew-clock'; readonly byMs: number }
  | { readonly kind: 'sign-out' | 'sign-in' | 'sign-in-as-another' }
  /** Every device sleeps so long. */
  | { readonly kind: 'night'; readonly forMs: number }
  | { readonly kind: 'keep-house' }
  | { readonly kind: 'delete-elsewhere' | 'undelete-elsewhere' }
  | { readonly kind: 'weather'; readonly weather: 'calm' | 'rough' | 'offline' }

export type Act = TabAct | UploadAct | DeviceAct | SignedOutAct
export type ActKind = Act['kind']

/** One thing that a user or the world does. */
export interface PlanStep {
  readonly afterMs: number
  readonly device: number
  readonly tab: number
  readonly projectId: string
  readonly act: Act
}

export interface PlannedDevice {
  readonly tabs: number
  readonly hasOwnStore: boolean
  /** Its app has a word for deletions. */
  readonly letsGo: boolean
  readonly clockOffMs: number
  /** Its app merges conflicts without a question, where nothing overlaps. */
  readonly mergesUnasked: boolean
}

export interface Plan {
  readonly devices: readonly PlannedDevice[]
  readonly accounts: readonly string[]
  readonly steps: readonly PlanStep[]
}
