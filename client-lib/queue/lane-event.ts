import type { AnsweredConflictRow, DeletedSide, Intent, RemoteSide } from '../conflicts/conflict-row.ts'
import type { LaneRow } from './lane-row.ts'

export type LaneEvent =
  /**
   * The host saved this content. `ifNewest`: only where nothing newer was queued since that was read.
   * `basedOn`: what the tab that saves had before. `seenVersion`: what it knew to be agreed on as the app began to save.
   */
  | {
      readonly kind: 'saved'
      readonly hash: string
      readonly ifNewest?: string
      readonly asOwnCopy?: boolean
      readonly basedOn?: string | undefined
      readonly seenVersion?: number | undefined
      /** Of the work of nobody that an account takes over, and of no other. */
      readonly losses?: LaneRow['losses']
    }
  /** The app's store held this edit, and holds another: where no place here names it, it is kept. */
  | { readonly kind: 'overlaid'; readonly hash: string }
  /** The user needs this edit that was overlaid no more. */
  | { readonly kind: 'overlaid-dropped'; readonly hash: string }
  /**
   * The user wants the project deleted. `listedVersion`: of one that the cloud lists and this device does not have, else 0.
   * `letGoOf`: the newest content, by hash, where it cannot reach the cloud first: the app's store has no copy of it.
   */
  | { readonly kind: 'deleting'; readonly listedVersion: number; readonly letGoOf: string | undefined }
  /**
   * The cloud has the tombstone. `removed`: the app's store has let go of its copy. `isOfAnother`: another device's, of
   * what this one may not have seen.
   */
  | {
      readonly kind: 'entombed'
      readonly mutationId: string
      readonly version: number
      readonly currentVersion: number
      readonly deletedAtMs: number
      readonly removed: boolean
      readonly isOfAnother?: true
    }
  /** The cloud has a newer version than the one that was to be deleted. */
  | { readonly kind: 'overtaken'; readonly mutationId: string }
  | { readonly kind: 'begun'; readonly mutationId: string; readonly deviceName?: string | undefined }
  | {
      readonly kind: 'acknowledged'
      readonly mutationId: string
      readonly version: number
      readonly currentVersion: number
    }
  /** The write's large document is in the store; the write itself may follow. */
  | { readonly kind: 'document-sent'; readonly mutationId: string; readonly snapshotId: string }
  /** `anew`: the document must be sent to the store once more. */
  | {
      readonly kind: 'failed'
      readonly mutationId: string
      readonly waitMs: number
      readonly reason: string
      readonly anew?: true
    }
  | { readonly kind: 'signed-out'; readonly mutationId: string }
  | {
      readonly kind: 'refused'
      readonly mutationId: string
      readonly code: string
      readonly detail: string
      /** Of the cloud's, that the write met and that cannot be unpacked. */
      readonly unreadableVersion?: number
    }
  | {
      readonly kind: 'conflicted'
      readonly mutationId: string
      readonly conflictId: string
      readonly remote: RemoteSide
    }
  /** Too large for a request as it was packed; with it comes the same content packed anew. */
  | { readonly kind: 'repacked'; readonly mutationId: string }
  /** The content of the write cannot be read any more; the host's copy must be queued anew. */
  | { readonly kind: 'content-lost'; readonly mutationId: string }
  /** The lane's row could not be read, and the copy that it knew of was the device's own. */
  | { readonly kind: 'row-lost' }
  /** The host has no copy that could be. */
  | { readonly kind: 'not-restored' }
  /** The browser has deleted these contents, which this device alone had. */
  | { readonly kind: 'evicted'; readonly hashes: ReadonlySet<string> }
  /** The user knows what is lost. */
  | { readonly kind: 'losses-acknowledged'; readonly savedAtMs: ReadonlySet<number | undefined> }
  /** The budget of retries holds it for longer. */
  | { readonly kind: 'held'; readonly untilMs: number }
  /** `hint`: a wait is over, online, visible, reachable, signed in. `user`: "retry now", or the app started. */
  | { readonly kind: 'woken'; readonly by: 'hint' | 'user' }
  /** The host's copy is this version of the cloud's: it was applied where nothing else was stored. */
  | { readonly kind: 'pulled'; readonly version: number; readonly hash: string }
  /**
   * The cloud has the project no more: it was deleted elsewhere, by this tombstone where one tells.
   * `removed`: the app's store has let go of it too.
   */
  | {
      readonly kind: 'gone'
      readonly tombstone?: Pick<DeletedSide, 'version' | 'deletedAtMs'>
      readonly removed?: true
    }
  /** Another project has taken the id of one that is gone, and of which a copy is here. */
  | { readonly kind: 'id-taken' }
  /** A newer version of the cloud's than the open question is about. */
  | { readonly kind: 'remote-moved'; readonly remote: RemoteSide }
  /** An answer that takes more than one step has begun. */
  | { readonly kind: 'intended'; readonly conflictId: string; readonly intent: Intent }
  /** This content, a side of the open conflict, cannot be read any more, and so the question cannot be put. */
  | { readonly kind: 'side-lost'; readonly conflictId: string; readonly hash: string }
  /** `localHash` and `remote`: the sides that the answer was given on, and applied with. */
  | {
      readonly kind: 'answered'
      readonly conflictId: string
      readonly answer: AnsweredConflictRow['answer']
      readonly localHash: string
      readonly remote: RemoteSide
      /** What goes over the cloud's version, where that was merged. */
      readonly mergedHash?: string
      /** The app's store has let go of a project that was deleted there. */
      readonly removed?: boolean
    }
  /** The bytes of a losing side are in the store, or have to go there anew. */
  | { readonly kind: 'side-sent'; readonly mutationId: string; readonly snapshotId: string | undefined }
  /** The cloud's history has a losing side. */
  | { readonly kind: 'side-kept'; readonly mutationId: string }
  /** This project is a copy: assets that it lists are known by another. */
  | { readonly kind: 'copied'; readonly from: string; readonly assetIds: readonly string[] }
  /** The cloud knows them as this project's too. */
  | { readonly kind: 'attached' }
