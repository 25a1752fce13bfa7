import type { ProjectsApi } from '../cloud-sync.ts'
import { tellAll } from '../runtime/tell-all.ts'

export interface ProjectWatch extends Pick<ProjectsApi, 'subscribe'> {
  changed(projectId: string): void
  close(): void
}

/** Tells the app what changed from afar. */
export function createProjectWatch(): ProjectWatch {
  const listeners = new Set<Parameters<ProjectsApi['subscribe']>[0]>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changed(projectId) {
      tellAll(listeners, { projectId, from: 'cloud' })
    },
    close: () => listeners.clear(),
  }
}
