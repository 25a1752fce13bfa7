import { useEffect, useRef } from 'react'
import type { ProjectEdit, ProjectVersion } from 'reelsync'
import { contentOf, type EditorSession } from '../editor/editor-session.ts'
import type { ProjectContent } from '../editor/editor-state.ts'
import { timecode } from '../player/timecode.ts'
import { momentWords } from '../sync/conflict-words.ts'
import { useStatus } from '../sync/use-status.ts'
import { outlineOf } from '../timeline/timeline-outline.ts'
import { NameForm } from './name-form.tsx'
import { TimelineSketch } from './timeline-sketch.tsx'
import { useVersion } from './use-version.ts'
import { historyTrouble } from './version-words.ts'

interface VersionDetailsProps {
  readonly session: EditorSession
  readonly version: ProjectVersion
  readonly onNamed: (named: ProjectVersion) => void
  readonly onRestored: () => void
}

export function VersionDetails({ session, version, onNamed, onRestored }: VersionDetailsProps) {
  const { projectId } = session.get()
  const opened = useVersion(projectId, version.versionId)
  const isInCloud = useStatus(({ projects }) => projects[projectId]?.durability === 'in-the-cloud')
  const body = useRef<HTMLDivElement>(null)
  // What was asked for at the dialog's end is to be seen.
  useEffect(() => {
    if (opened.kind === 'read') body.current?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  if (opened.kind === 'reading') return <p className="version-body muted">Asking the cloud…</p>
  if (opened.kind === 'failed') return <p className="version-body history-trouble">{historyTrouble(opened.error)}</p>
  const { edit } = opened
  const content = readable(edit)
  if (content === undefined) {
    return <p className="version-body">This version is no timeline that this editor can read.</p>
  }
  const outline = outlineOf(content.timeline)
  const isNow = !session.differsFrom(edit)
  const restore = async () => {
    session.dispatch({ kind: 'taken-back', content })
    await session.flush()
    onRestored()
  }
  return (
    <div ref={body} className="version-body" data-testid="version-details">
      <TimelineSketch outline={outline} />
      <dl>
        <dt>Project name</dt>
        <dd>{edit.name}</dd>
        <dt>Length</dt>
        <dd>{timecode(outline.durationS)}</dd>
        <dt>Tracks</dt>
        <dd>{outline.tracks.length}</dd>
        <dt>Clips</dt>
        <dd>{outline.clipCount}</dd>
        <dt>Kept until</dt>
        <dd>{momentWords(version.expiresAtMs)}</dd>
      </dl>
      <button
        className="button primary wide"
        type="button"
        data-testid="restore-version"
        disabled={isNow}
        onClick={() => void restore()}
      >
        {isNow ? 'This is the project as it is now' : 'Restore this version'}
      </button>
      {!isInCloud && !isNow && (
        <p className="history-trouble">What is here now is not in the cloud yet: only undo would bring it back.</p>
      )}
      {version.kind !== 'named' && (
        <NameForm session={session} version={version} label="Name this version" onNamed={onNamed} />
      )}
    </div>
  )
}

function readable(edit: ProjectEdit): ProjectContent | undefined {
  try {
    return contentOf(edit)
  } catch {
    return undefined
  }
}
