import type { WinningVersion } from '#contract/projects.ts'

/** What a failure asks for. */
export type Verdict =
  /** Try again; not before `afterMs` where the server said so. `anew`: what was sent to the store must be sent once more. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number; readonly anew?: true }
  /** `wrongAccount`: somebody else is signed in, as it says. */
  | { readonly kind: 'sign-in'; readonly wrongAccount?: string }
  | { readonly kind: 'conflict'; readonly winner: WinningVersion }
  /** The cloud has no such project for this account, or has it no more. */
  | { readonly kind: 'project-gone'; readonly code: 'project-not-found' | 'project-deleted'; readonly detail: string }
  /** The upload's session and ours differ: ask for what the store has, and go on from there. */
  | { readonly kind: 'resume-upload'; readonly reason: string }
  /** Trying the same again cannot succeed; `detail` says what the user can do. */
  | { readonly kind: 'blocked'; readonly code: string; readonly detail: string }
  /** The device refused to read or keep something; full, it may read all the same. */
  | { readonly kind: 'storage'; readonly detail: string; readonly isFull: boolean }
  /** We stopped it ourselves; nothing failed. */
  | { readonly kind: 'stopped' }
