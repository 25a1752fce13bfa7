import { useState } from 'react'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import { type Trim, trimClip } from '../timeline/trim-clip.ts'
import type { EditorSession } from './editor-session.ts'

export function TrimFields({ session, clip }: { readonly session: EditorSession; readonly clip: ClipOutline }) {
  const { at, sourceStartS, durationS, sourceEndS } = clip
  const trim = (wanted: Trim) =>
    session.dispatch({ kind: 'edited', edit: (timeline) => trimClip(timeline, at, wanted) })
  return (
    <fieldset className="trim">
      <legend>Shows, in seconds of its media</legend>
      <SecondsField
        label="From"
        testId="clip-trim-start"
        valueS={sourceStartS}
        mostS={sourceEndS}
        onSeconds={(startS) => trim({ startS })}
      />
      <SecondsField
        label="To"
        testId="clip-trim-end"
        valueS={sourceStartS + durationS}
        mostS={sourceEndS}
        onSeconds={(endS) => trim({ endS })}
      />
    </fieldset>
  )
}

interface SecondsFieldProps {
  readonly label: string
  readonly testId: string
  readonly valueS: number
  readonly mostS: number | undefined
  readonly onSeconds: (seconds: number) => void
}

/** Enter, leaving the field or its arrows change the clip; what is no number leaves it as it was. */
function SecondsField({ label, testId, valueS, mostS, onSeconds }: SecondsFieldProps) {
  const [typed, setTyped] = useState<string>()
  const commit = () => {
    const seconds = Number.parseFloat(typed ?? '')
    setTyped(undefined)
    if (Number.isFinite(seconds) && seconds.toFixed(2) !== valueS.toFixed(2)) onSeconds(seconds)
  }
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        data-testid={testId}
        min={0}
        max={mostS?.toFixed(2)}
        step={0.1}
        value={typed ?? valueS.toFixed(2)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </label>
  )
}
