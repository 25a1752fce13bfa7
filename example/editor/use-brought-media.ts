import { useEffect, useMemo } from 'react'
import type { AssetView } from 'reelsync'
import { MediaBringer } from '../media/media-bringer.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { EditorSession } from './editor-session.ts'

/** Fetches what can be had and is not here yet, as long as the project is open. */
export function useBroughtMedia(session: EditorSession, assets: ReadonlyMap<string, AssetView>): void {
  const workspace = useWorkspace()
  const bringer = useMemo(() => new MediaBringer(workspace, session), [workspace, session])
  useEffect(() => bringer.see([...assets.values()]), [bringer, assets])
  useEffect(() => () => bringer.close(), [bringer])
}
