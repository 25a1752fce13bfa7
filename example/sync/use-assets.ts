import { useCallback, useEffect, useState } from 'react'
import type { AssetView } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

export interface ProjectAssets {
  /** By id, as they move. */
  readonly views: ReadonlyMap<string, AssetView>
  /** Drops what the sync no longer has: a file that could not be added leaves nothing behind, and says no last word. */
  readonly dropGone: () => Promise<void>
}

export function useAssets(projectId: string): ProjectAssets {
  const { assets, projects } = useWorkspace().sync
  const [views, setViews] = useState<ReadonlyMap<string, AssetView>>(new Map())
  useEffect(() => {
    const put = (changed: readonly AssetView[]) =>
      setViews((known) => new Map([...known, ...changed.map((view) => [view.assetId, view] as const)]))
    const listAll = () => assets.list(projectId).then(put, () => undefined)
    const unsubscribe = assets.subscribe((view) => view.projectId === projectId && put([view]))
    const unsubscribeProjects = projects.subscribe((change) => change.projectId === projectId && void listAll())
    void listAll()
    return () => {
      unsubscribe()
      unsubscribeProjects()
    }
  }, [assets, projects, projectId])
  const dropGone = useCallback(async () => {
    const listed = new Set((await assets.list(projectId)).map(({ assetId }) => assetId))
    setViews((known) => new Map([...known].filter(([assetId]) => listed.has(assetId))))
  }, [assets, projectId])
  return { views, dropGone }
}
