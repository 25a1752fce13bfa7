import type { DeviceName } from '../plan/deed.ts'
import type { Account } from '../world/cloud-reader.ts'

/** Who did something where. A page's life ends as it is loaded anew: what it had seen is gone with it. */
export interface Doer {
  readonly device: DeviceName
  readonly account: Account | null
  readonly life: number
}

interface Entry extends Doer {
  readonly key: string
  /** The deed that it was begun by. */
  readonly deed: number
  readonly atMs: number
}

export type Done =
  | { readonly kind: 'save'; readonly project: string }
  /** What the page then knows of the device's copy; undefined: of every project. */
  | { readonly kind: 'look'; readonly project: string | undefined }
  | { readonly kind: 'delete'; readonly project: string }
  | { readonly kind: 'remove'; readonly evenUnsynced: boolean }

export type BookEntry<K extends Done['kind'] = Done['kind']> = Entry & Extract<Done, { kind: K }>

/** How a call ended: `unanswered`, because its page has gone or because it hangs. */
export type CallEnd =
  | { readonly kind: 'made'; readonly deed: number; readonly answer: string | undefined }
  | { readonly kind: 'refused'; readonly deed: number; readonly text: string }
  | { readonly kind: 'unanswered' }

export interface AddedFile extends DeviceDeed {
  readonly key: string
  readonly account: Account | null
  readonly project: string
  readonly assetId: string
  readonly sizeBytes: number
  /** By its user's word, or known to be lost: nothing is expected of it any more. */
  isGivenUp: boolean
}

/** What was done to a whole device. */
export interface DeviceDeed {
  readonly device: DeviceName
  readonly deed: number
}
