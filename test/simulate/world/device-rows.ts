import type { MemoryDisk } from '../../../client-lib/storage/memory-local-store.ts'

/** A row of a content, or what is left of it. */
export interface Damaged {
  readonly name?: string
  readonly was?: { readonly name?: string }
  readonly broken?: true
  readonly document?: { readonly pieceCount?: number }
}

export interface Cell {
  readonly hash: string
}

export interface Answered {
  readonly answer: string
}

export interface OpenConflict {
  readonly conflictId: string
  readonly local: Cell
  readonly remote: Partial<Cell> & { readonly version: number }
  readonly intent?: Partial<Cell> & { readonly copyId?: string }
}

/** As much of a lane's row as is looked at here; a damaged one may have nothing of it. */
export interface Lane {
  readonly acknowledged?: {
    readonly version: number
    readonly hash: string
    readonly gone?: true | 'removed-here'
    readonly entombedAtMs?: number
  }
  readonly ownCopy?: string
  readonly attaching?: { readonly from: string }
  readonly keptHashes?: readonly string[]
  readonly losing?: readonly Cell[]
  readonly overlaid?: readonly Cell[]
  readonly deleting?: { readonly version: number }
  readonly state?: {
    readonly kind: string
    readonly inFlight?: Cell & { readonly deletes?: true }
    readonly next?: Cell
    readonly hash?: string
  }
}

export function rowsUnder({ tables }: MemoryDisk, prefix: string): readonly (readonly [key: string, row: unknown])[] {
  return [...tables].flatMap(([key, row]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), row] as const] : []))
}
