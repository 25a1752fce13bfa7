import type { Workspace } from '../workspace/workspace.ts'

/** Ids of the files of a project that only this device has, and that no other project here lists. */
export async function unsentFiles({ sync, store }: Workspace, projectId: string): Promise<readonly string[]> {
  const [views, stored] = await Promise.all([sync.assets.list(projectId), store.all()])
  const elsewhere = new Set(stored.flatMap(({ id, assetIds }) => (id === projectId ? [] : assetIds)))
  const unsent = views.filter((view) => view.onThisDevice && !view.inTheCloud && !elsewhere.has(view.assetId))
  return unsent.map(({ assetId }) => assetId)
}
