import type { ItemOutline, TrackOutline } from '../timeline/timeline-outline.ts'
import { ClipBlock } from './clip-block.tsx'
import type { EditorSession } from './editor-session.ts'
import type { EditorState } from './editor-state.ts'

interface TrackItemProps {
  readonly session: EditorSession
  readonly state: EditorState
  readonly item: ItemOutline
  readonly kind: TrackOutline['kind']
  readonly pxPerS: number
}

export function TrackItem({ session, state: { selected }, item, kind, pxPerS }: TrackItemProps) {
  const { trackIndex, itemIndex } = item.at
  switch (item.kind) {
    case 'gap':
      return null
    case 'other':
      return (
        <div
          className="clip other"
          style={{ left: item.startS * pxPerS, width: Math.max(10, item.durationS * pxPerS) }}
          title={`${item.schema}, kept as it is`}
        >
          <span className="clip-name">{item.name || item.schema}</span>
        </div>
      )
    case 'clip':
      return (
        <ClipBlock
          session={session}
          clip={item}
          trackKind={kind}
          selected={selected?.trackIndex === trackIndex && selected.itemIndex === itemIndex}
          pxPerS={pxPerS}
        />
      )
  }
}
