import { useRef, useState } from 'react'
import { recordClip } from '../media/record-clip.ts'
import { useShell } from '../workspace/shell-context.ts'

type Recording = { readonly kind: 'ready' } | { readonly kind: 'recording'; readonly fraction: number }

/** Records a short moving picture, for whoever has no file at hand. */
export function RecordButton({ onRecorded }: { readonly onRecorded: (file: File) => Promise<void> }) {
  const { raise } = useShell()
  const [recording, setRecording] = useState<Recording>({ kind: 'ready' })
  const canvas = useRef<HTMLCanvasElement>(null)
  const record = async () => {
    if (canvas.current === null) return
    setRecording({ kind: 'recording', fraction: 0 })
    try {
      await onRecorded(await recordClip(canvas.current, (fraction) => setRecording({ kind: 'recording', fraction })))
    } catch (error) {
      raise(error, 'RecorderMissing')
    } finally {
      setRecording({ kind: 'ready' })
    }
  }
  const busy = recording.kind === 'recording'
  return (
    <>
      <button
        className="button small record"
        type="button"
        data-testid="record-clip"
        disabled={busy}
        onClick={() => void record()}
      >
        <span className="record-dot" aria-hidden="true" />
        {busy ? `${Math.ceil((1 - recording.fraction) * 4)} s` : 'Record'}
      </button>
      <canvas
        ref={canvas}
        className={busy ? 'recording-view' : 'recording-view idle'}
        width={1280}
        height={720}
        aria-label="What is being recorded"
      />
    </>
  )
}
