import type { AssetView } from 'reelsync'
import { timecode } from '../player/timecode.ts'
import { assetWords } from '../sync/asset-words.ts'
import type { ClipOutline, TimelineOutline } from '../timeline/timeline-outline.ts'
import { ClipActions } from './clip-actions.tsx'
import type { EditorSession } from './editor-session.ts'
import type { EditorState } from './editor-state.ts'
import { ProjectFacts } from './project-facts.tsx'
import { TrimFields } from './trim-fields.tsx'

interface InspectorProps {
  readonly session: EditorSession
  readonly state: EditorState
  readonly outline: TimelineOutline
  readonly assets: ReadonlyMap<string, AssetView>
}

export function Inspector({ session, state, outline, assets }: InspectorProps) {
  const clip = selectedClip(state, outline)
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="panel-head">
        <h2>{clip ? 'Clip' : 'Project'}</h2>
      </div>
      {clip ? (
        <div className="inspector-body">
          <h3 className="clip-title">{clip.name}</h3>
          <dl>
            <dt>Starts at</dt>
            <dd>{timecode(clip.startS)}</dd>
            <dt>Length</dt>
            <dd>{timecode(clip.durationS)}</dd>
            <dt>Media</dt>
            <dd>{mediaWords(clip, assets)}</dd>
          </dl>
          <TrimFields session={session} clip={clip} />
          <ClipActions session={session} outline={outline} clip={clip} />
        </div>
      ) : (
        <ProjectFacts outline={outline} />
      )}
    </aside>
  )
}

function selectedClip({ selected }: EditorState, outline: TimelineOutline): ClipOutline | undefined {
  const track = outline.tracks.find(({ trackIndex }) => trackIndex === selected?.trackIndex)
  const item = track?.items.find(({ at }) => at.itemIndex === selected?.itemIndex)
  return item?.kind === 'clip' ? item : undefined
}

function mediaWords({ media }: ClipOutline, assets: InspectorProps['assets']): string {
  if (media.kind === 'missing') return 'None named'
  if (media.kind === 'foreign') return `File of another tool: ${media.targetUrl}`
  return assetWords(assets.get(media.media.assetId)).label
}
