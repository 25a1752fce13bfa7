import { useEffect, useState } from 'react'
import { IconButton } from '../workspace/icon-button.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { statusWords } from './status-words.ts'
import { UploadProgress } from './upload-progress.tsx'
import { useStatus } from './use-status.ts'

/** Where the work is safe and what the sync is doing. `unsaved` is the editor's word that an edit is not on disk yet. */
export function StatusBar({ unsaved = false }: { readonly unsaved?: boolean }) {
  const { sync } = useWorkspace()
  const snapshot = useStatus((all) => all)
  const status = unsaved ? { ...snapshot, durability: 'unsaved' as const } : snapshot
  const words = statusWords(status, useNow(snapshot.activity.kind === 'waiting'))
  const { kind } = snapshot.activity
  const paused = kind === 'paused'
  return (
    <div
      className="status"
      role="status"
      data-testid="status-bar"
      data-durability={status.durability}
      data-activity={kind}
      data-severity={words.severity}
    >
      <span className="status-dot" aria-hidden="true" />
      <span className="status-durability">{words.durability}</span>
      <span className="status-activity" aria-live={kind === 'waiting' ? 'off' : undefined}>
        {words.activity}
      </span>
      <UploadProgress uploads={snapshot.uploads} />
      {words.advice && (
        <span className="status-advice" data-testid="status-advice">
          {words.advice}
        </span>
      )}
      {(kind === 'waiting' || kind === 'blocked') && (
        <button className="button small" type="button" data-testid="retry-now" onClick={() => sync.retryNow()}>
          Try now
        </button>
      )}
      <IconButton
        testId={paused ? 'resume-sync' : 'pause-sync'}
        label={paused ? 'Resume syncing' : 'Pause syncing'}
        title={paused ? 'Resume syncing' : 'Pause syncing'}
        onClick={() => void (paused ? sync.resume() : sync.pause())}
      >
        <path d={paused ? 'M7 5l8 5-8 5z' : 'M8 5.500v9M12 5.500v9'} />
      </IconButton>
    </div>
  )
}

/** The time, moving by the second while somebody counts. */
function useNow(counting: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (!counting) return
    setNowMs(Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [counting])
  return nowMs
}
