import type { ProjectWrite } from '../../lambdas/projects/project-store.ts'

/** A first write of a project `p1`, with what a test changes of it. */
export function givenWrite(userId: string, change: Partial<ProjectWrite> = {}): ProjectWrite {
  return {
    userId,
    id: 'p1',
    baseVersion: 0,
    mutationId: crypto.randomUUID(),
    bodyHash: crypto.getRandomValues(new Uint8Array(32)),
    name: 'film',
    document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1, 2, 3]) },
    assetIds: { kind: 'inline', ids: [] },
    nowMs: 1000,
    ...change,
  }
}

export const someUser = () => `user-${crypto.randomUUID()}`
