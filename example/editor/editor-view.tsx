import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { addMedia } from '../media/add-media.ts'
import { createProjectMedia } from '../media/project-media.ts'
import { Player } from '../player/player.ts'
import { Preview } from '../player/preview.tsx'
import { TransportBar } from '../player/transport-bar.tsx'
import { exportOtio } from '../projects/export-otio.ts'
import { useAssets } from '../sync/use-assets.ts'
import { outlineOf } from '../timeline/timeline-outline.ts'
import { useShell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { EditorHeader } from './editor-header.tsx'
import type { EditorSession } from './editor-session.ts'
import { Inspector } from './inspector.tsx'
import { MediaBin } from './media-bin.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import { useBroughtMedia } from './use-brought-media.ts'
import { useEditorKeys } from './use-editor-keys.ts'

export function EditorView({ session }: { readonly session: EditorSession }) {
  const workspace = useWorkspace()
  const { raise, onAction } = useShell()
  const state = useSyncExternalStore(session.subscribe, session.get)
  const { projectId, content } = state
  const { sync } = workspace
  const { views: assets, dropGone } = useAssets(projectId)
  const outline = useMemo(() => outlineOf(content.timeline), [content.timeline])
  const picker = useRef<HTMLInputElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const player = useMemo(() => new Player(), [])
  const media = useMemo(() => createProjectMedia(sync, projectId), [sync, projectId])

  // What was pressed to come here is gone.
  useEffect(() => title.current?.focus(), [])
  useEffect(() => player.setDuration(outline.durationS), [player, outline.durationS])
  useEffect(() => () => player.close(), [player])
  useEditorKeys(session, player)
  useBroughtMedia(session, assets)

  const onFiles = async (files: Iterable<File>) => {
    for (const file of files) {
      try {
        await addMedia(workspace, session, file)
      } catch (error) {
        raise(error, 'AssetUnreadable')
        await dropGone().catch(() => undefined)
      }
    }
  }
  useEffect(
    () =>
      onAction((action) => {
        if (action === 'choose-media') picker.current?.click()
        if (action === 'save-again') void session.flush()
        if (action === 'export') exportOtio(session.get().content.name, session.get().content.timeline)
        if (action === 'try-now') {
          for (const view of assets.values())
            if (view.transfer.phase === 'blocked') void sync.assets.retry(view.assetId)
        }
      }),
    [onAction, session, assets, sync],
  )

  return (
    <main className="editor">
      <h1 ref={title} className="unseen" tabIndex={-1}>
        {content.name}
      </h1>
      <EditorHeader session={session} state={state} />
      <MediaBin session={session} timeline={content.timeline} assets={assets} picker={picker} onFiles={onFiles} />
      <section className="viewer" aria-label="Preview">
        <Preview outline={outline} player={player} media={media} assets={assets} />
        <TransportBar player={player} durationS={outline.durationS} />
      </section>
      <Inspector session={session} state={state} outline={outline} assets={assets} />
      <TimelinePanel session={session} state={state} outline={outline} player={player} />
    </main>
  )
}
