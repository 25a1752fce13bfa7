import { useState } from 'react'
import type { ConflictAnswer, OpenConflict } from 'reelsync'
import { Dialog } from '../workspace/dialog.tsx'
import { sideFacts } from './conflict-difference.ts'
import { ConflictSideCard } from './conflict-side-card.tsx'
import { conflictWords } from './conflict-words.ts'

interface ConflictDialogProps {
  readonly conflict: OpenConflict
  readonly onAnswer: (answer: ConflictAnswer) => Promise<void>
  readonly onLater: () => void
}

export function ConflictDialog({ conflict, onAnswer, onLater }: ConflictDialogProps) {
  const [busy, setBusy] = useState(false)
  const { local, remote, proposal } = conflict
  const words = conflictWords(conflict)
  const here = sideFacts(local)
  const there = remote.kind === 'edited' ? sideFacts(remote) : undefined
  const button = (answer: ConflictAnswer, testId: string, label: string, kind = 'primary') => (
    <button
      className={`button ${kind}`}
      type="button"
      data-testid={testId}
      disabled={busy}
      onClick={async () => {
        setBusy(true)
        await onAnswer(answer).finally(() => setBusy(false))
      }}
    >
      {label}
    </button>
  )
  return (
    <Dialog label={words.label} testId="conflict-dialog" onClose={onLater}>
      <h2>{words.heading}</h2>
      <p className="muted">{words.question}</p>
      <div className="sides">
        <ConflictSideCard title="This device" side={local} facts={here} other={there ?? here} />
        {remote.kind === 'edited' && there !== undefined ? (
          <ConflictSideCard title="The cloud" side={remote} facts={there} other={here} />
        ) : (
          <section className="side" aria-label="The cloud">
            <h3>The cloud</h3>
            <p>{words.deletion}</p>
          </section>
        )}
        {button('local', 'conflict-keep-local', words.local)}
        {button('remote', 'conflict-keep-remote', words.remote)}
        {button('both', 'conflict-keep-both', words.both, 'quiet')}
        {proposal !== undefined &&
          button({ merged: proposal, onVersion: remote.version }, 'conflict-merge', words.merge, 'quiet')}
      </div>
      <button className="button quiet wide" type="button" data-testid="conflict-later" onClick={onLater}>
        Decide later
      </button>
    </Dialog>
  )
}
