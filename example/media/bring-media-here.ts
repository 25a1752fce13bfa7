import type { AssetView } from '../../client-lib/media/assets-api.ts'
import type { EditorSession } from '../editor/editor-session.ts'
import { addToBin, mediaBin } from '../timeline/media-bin.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { probeMedia } from './probe-media.ts'

/**
 * Puts a file that was kept on this device, but not in the document (the page ended in between), back into the bin;
 * and fetches what other devices added, so that the project plays offline too. One file after the other.
 */
export async function bringMediaHere(
  workspace: Workspace,
  session: EditorSession,
  views: readonly AssetView[],
  signal: AbortSignal,
): Promise<void> {
  for (const view of views) {
    if (signal.aborted) return
    await bring(workspace, session, view, signal)
  }
}

async function bring(
  { sync, pictures }: Workspace,
  session: EditorSession,
  view: AssetView,
  signal: AbortSignal,
): Promise<void> {
  const { assetId, projectId, fileName, mime } = view
  const listed = mediaBin(session.get().content.timeline).some((media) => media.assetId === assetId)
  const picture = await pictures.get(assetId)
  if (listed && picture !== undefined && view.onThisDevice) return
  const file = await sync.assets.open(projectId, assetId, { signal }).catch(() => undefined)
  if (file === undefined || signal.aborted) return
  const probe = await probeMedia(new File([file], fileName, { type: mime }))
  if (picture === undefined) await pictures.put(assetId, probe.picture)
  const media = { assetId, fileName, mime, kind: probe.kind, durationS: probe.durationS }
  if (!listed && !signal.aborted) session.dispatch({ kind: 'edited', edit: (timeline) => addToBin(timeline, media) })
}
