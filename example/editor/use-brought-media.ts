import { useEffect } from 'react'
import type { AssetView } from '../../client-lib/media/assets-api.ts'
import { bringMediaHere } from '../media/bring-media-here.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { EditorSession } from './editor-session.ts'

/** Fetches what can be had and is not here yet, whenever that changes. */
export function useBroughtMedia(session: EditorSession, assets: ReadonlyMap<string, AssetView>): void {
  const workspace = useWorkspace()
  const toBring = [...assets.values()].filter(({ onThisDevice, transfer }) =>
    onThisDevice ? transfer.phase !== 'preparing' : transfer.phase === 'stored',
  )
  const key = toBring.map(({ assetId, onThisDevice }) => `${assetId}:${onThisDevice}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the list has changed
  useEffect(() => {
    const leaving = new AbortController()
    void bringMediaHere(workspace, session, toBring, leaving.signal)
    return () => leaving.abort()
  }, [workspace, session, key])
}
