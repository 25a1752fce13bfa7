import { useState } from 'react'
import type { ConflictSide, OpenConflict } from 'reelsync'
import { timecode } from '../player/timecode.ts'
import { Dialog } from '../workspace/dialog.tsx'
import { type SideFacts, sideFacts } from './conflict-difference.ts'

interface ConflictDialogProps {
  readonly conflict: OpenConflict
  readonly onAnswer: (answer: 'local' | 'remote') => Promise<void>
  readonly onLater: () => void
}

export function ConflictDialog({ conflict, onAnswer, onLater }: ConflictDialogProps) {
  const [busy, setBusy] = useState(false)
  const answer = (side: 'local' | 'remote') => async () => {
    setBusy(true)
    await onAnswer(side).finally(() => setBusy(false))
  }
  const here = sideFacts(conflict.local)
  const there = sideFacts(conflict.remote)
  return (
    <Dialog label="Two versions of this project" testId="conflict-dialog" onClose={onLater}>
      <h2>Two versions of “{conflict.local.project.name}”</h2>
      <p className="muted">
        It was changed here and on another device. Choose which one to go on with: the other stays kept on this device.
      </p>
      <div className="sides">
        <Side title="This device" side={conflict.local} facts={here} other={there} />
        <Side title="The cloud" side={conflict.remote} facts={there} other={here} />
        <button
          className="button primary"
          type="button"
          data-testid="conflict-keep-local"
          disabled={busy}
          onClick={answer('local')}
        >
          Keep this device’s
        </button>
        <button
          className="button primary"
          type="button"
          data-testid="conflict-keep-remote"
          disabled={busy}
          onClick={answer('remote')}
        >
          Take the cloud’s
        </button>
      </div>
      <button className="button quiet wide" type="button" data-testid="conflict-later" onClick={onLater}>
        Decide later
      </button>
    </Dialog>
  )
}

interface SideProps {
  readonly title: string
  readonly side: ConflictSide
  readonly facts: SideFacts
  readonly other: SideFacts
}

function Side({ title, side, facts, other }: SideProps) {
  const differs = (key: keyof SideFacts) => (facts[key] === other[key] ? undefined : 'differs')
  return (
    <section className="side" aria-label={title}>
      <h3>{title}</h3>
      <p className="muted">
        {side.deviceName},{' '}
        {new Date(side.savedAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
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
