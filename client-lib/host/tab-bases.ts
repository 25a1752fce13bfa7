/**
 * What each project is in this tab: the content that it last opened or saved, by hash, or held when the tab began.
 * Empty where it has seen none.
 */
export interface TabBases {
  get(projectId: string): string
  holds(projectId: string, hash: string): void
}

export function createTabBases(): TabBases {
  const hashes = new Map<string, string>()
  return {
    get: (projectId) => hashes.get(projectId) ?? '',
    holds: (projectId, hash) => void hashes.set(projectId, hash),
  }
}
