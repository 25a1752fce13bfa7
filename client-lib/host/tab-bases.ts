/**
 * What each project is in this tab: the content that it last opened or saved, by hash, or held when the tab began.
 * Empty where it has seen none.
 */
export interface TabBases {
  get(projectId: string): string
  /** The version that this was made on, as far as it is known. */
  seenVersion(projectId: string): number | undefined
  holds(projectId: string, hash: string, seenVersion?: number): void
}

export function createTabBases(): TabBases {
  const held = new Map<string, { readonly hash: string; readonly seenVersion: number | undefined }>()
  return {
    get: (projectId) => held.get(projectId)?.hash ?? '',
    seenVersion: (projectId) => held.get(projectId)?.seenVersion,
    holds: (projectId, hash, seenVersion) => void held.set(projectId, { hash, seenVersion }),
  }
}
