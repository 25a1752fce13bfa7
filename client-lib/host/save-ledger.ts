/** Saves that are not committed yet, and troubles of single projects that no row can tell. */
export interface SaveLedger {
  /** The newest edit of these is not known to be saved. */
  unsaved(): ReadonlySet<string>
  troubles(): ReadonlyMap<string, ProjectTrouble>
  begin(projectId: string): SaveTicket
  trouble(projectId: string, trouble: ProjectTrouble): void
  recovered(projectId: string): void
}

export type ProjectTrouble =
  | { readonly kind: 'blocked'; readonly code: string; readonly detail: string }
  | { readonly kind: 'storage-degraded'; readonly detail: string }

export interface SaveTicket {
  committed(): void
  failed(): void
}

export function createSaveLedger(onChange: () => void): SaveLedger {
  /** By project: the number of its newest save, until that one is committed. */
  const open = new Map<string, number>()
  const troubles = new Map<string, ProjectTrouble>()
  let count = 0
  return {
    unsaved: () => new Set(open.keys()),
    troubles: () => troubles,
    begin(projectId) {
      const mine = ++count
      open.set(projectId, mine)
      onChange()
      return {
        committed() {
          if (open.get(projectId) === mine) open.delete(projectId)
          onChange()
        },
        // The edit lives in the app's memory alone until a later save is committed.
        failed: onChange,
      }
    },
    trouble(projectId, trouble) {
      troubles.set(projectId, trouble)
      onChange()
    },
    recovered(projectId) {
      if (troubles.delete(projectId)) onChange()
    },
  }
}
