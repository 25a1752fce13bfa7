/** How far the newest save of a project is, until a row can tell. */
export type SaveStage =
  /** Nothing has committed it; it may live in the app's memory alone. */
  | 'unsaved'
  /** The app's store has it, the queue not yet. */
  | 'saved'

export type ProjectTrouble =
  | { readonly kind: 'blocked'; readonly code: string; readonly detail: string }
  | { readonly kind: 'storage-degraded'; readonly detail: string }

/** Saves that no row tells of yet, and troubles of single projects that no row can tell. */
export interface SaveLedger {
  stages(): ReadonlyMap<string, SaveStage>
  troubles(): ReadonlyMap<string, ProjectTrouble>
  /** Whether the app's own save has neither ended nor failed. */
  isSaving(projectId: string): boolean
  /** What was known to be agreed on as the newest save began, until that is queued. */
  seenVersion(projectId: string): number | undefined
  begin(projectId: string, known?: KnownAtSave): SaveTicket
  trouble(projectId: string, trouble: ProjectTrouble | undefined): void
  /** Its user has deleted the project: what could not be saved of it is missed by nobody. */
  forget(projectId: string): void
  /** What the app's store holds is looked at. Answers what tells that it is queued; a save that ends meanwhile it may not have seen. */
  look(projectId: string): () => void
}

/** What a save is made on, as far as this tab knows. */
export interface KnownAtSave {
  /** What is agreed on with the cloud. */
  readonly seenVersion: number | undefined
  /** The content that the tab holds; undefined where that is what was saved before, and is not queued yet. */
  readonly basedOn: string | undefined
}

/** One save. A later one of the same project takes its place. */
export interface SaveTicket extends KnownAtSave {
  isNewest(): boolean
  saved(): void
  failed(): void
  queued(): void
}

export function createSaveLedger(onChange: () => void): SaveLedger {
  const newest = new Map<string, SaveTicket>()
  const stages = new Map<string, SaveStage>()
  const troubles = new Map<string, ProjectTrouble>()
  const failed = new Set<string>()

  function settle(projectId: string): void {
    stages.delete(projectId)
    troubles.delete(projectId)
    onChange()
  }

  return {
    stages: () => stages,
    troubles: () => troubles,
    isSaving: (projectId) => stages.get(projectId) === 'unsaved' && !failed.has(projectId),
    seenVersion: (projectId) => (stages.has(projectId) ? newest.get(projectId)?.seenVersion : undefined),
    begin(projectId, known) {
      // What was saved before, and is not queued yet, is what this one is made on.
      const before = stages.has(projectId) ? newest.get(projectId) : undefined
      const ticket: SaveTicket = {
        seenVersion: (before ?? known)?.seenVersion,
        basedOn: before ? undefined : known?.basedOn,
        isNewest: () => newest.get(projectId) === ticket,
        saved() {
          if (newest.get(projectId) !== ticket) return
          stages.set(projectId, 'saved')
          onChange()
        },
        failed() {
          if (newest.get(projectId) === ticket) failed.add(projectId)
        },
        queued() {
          if (newest.get(projectId) === ticket) settle(projectId)
        },
      }
      newest.set(projectId, ticket)
      failed.delete(projectId)
      stages.set(projectId, 'unsaved')
      onChange()
      return ticket
    },
    trouble(projectId, trouble) {
      if (!trouble) return
      troubles.set(projectId, trouble)
      onChange()
    },
    forget(projectId) {
      if (failed.delete(projectId)) settle(projectId)
    },
    look(projectId) {
      const [ticket, stage] = [newest.get(projectId), stages.get(projectId)]
      return () => {
        const isSeen = stage !== 'unsaved' && newest.get(projectId) === ticket
        if (isSeen && troubles.has(projectId)) settle(projectId)
      }
    },
  }
}
