import { useEffect, useState } from 'react'
import type { AssetView } from '../../client-lib/media/assets-api.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'

/** The project's assets by id, as they move. */
export function useAssets(projectId: string): ReadonlyMap<string, AssetView> {
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
  return views
}
