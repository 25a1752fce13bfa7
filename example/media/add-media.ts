import type { EditorSession } from '../editor/editor-session.ts'
import { addToBin } from '../timeline/media-bin.ts'
import { makeId } from '../workspace/make-id.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { probeMedia } from './probe-media.ts'

/**
 * Copies a file into the device's media store, then puts it into the project's bin: a document never refers to what was not kept.
 *
 * @throws AssetUnreadable | StorageFull
 */
export async function addMedia(workspace: Workspace, session: EditorSession, file: File): Promise<void> {
  const assetId = makeId()
  const { projectId } = session.get()
  const [view, probe] = await Promise.all([workspace.sync.assets.add(projectId, file, { assetId }), probeMedia(file)])
  await workspace.pictures.put(view.assetId, probe.picture)
  const { kind, durationS } = probe
  const media = { assetId: view.assetId, fileName: view.fileName, mime: view.mime, kind, durationS }
  session.dispatch({ kind: 'edited', edit: (timeline) => addToBin(timeline, media) })
}
