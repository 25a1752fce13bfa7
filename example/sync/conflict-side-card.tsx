import type { ConflictSide } from 'reelsync'
import { timecode } from '../player/timecode.ts'
import type { SideFacts } from './conflict-difference.ts'
import { momentWords } from './conflict-words.ts'

interface ConflictSideCardProps {
  readonly title: string
  readonly side: Pick<ConflictSide, 'deviceName' | 'savedAtMs'>
  readonly facts: SideFacts
  readonly other: SideFacts
}

export function ConflictSideCard({ title, side, facts, other }: ConflictSideCardProps) {
  const differs = (key: keyof SideFacts) => (facts[key] === other[key] ? undefined : 'differs')
  return (
    <section className="side" aria-label={title}>
      <h3>{title}</h3>
      <p className="muted">
        {side.deviceName}, {momentWords(side.savedAtMs)}
      </p>
      <dl>
        <dt>Name</dt>
        <dd className={differs('name')}>{facts.name}</dd>
        <dt>Clips</dt>
        <dd className={differs('clipCount')}>{facts.clipCount ?? 'unreadable'}</dd>
        <dt>Length</dt>
        <dd className={differs('durationS')}>
          {facts.durationS === undefined ? 'unreadable' : timecode(facts.durationS)}
        </dd>
      </dl>
    </section>
  )
}
