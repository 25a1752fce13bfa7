import { usePicture } from '../media/use-picture.ts'
import { timecode } from '../player/timecode.ts'
import { useStatus } from '../sync/use-status.ts'
import { IconButton } from '../workspace/icon-button.tsx'
import { goTo } from '../workspace/route.ts'
import type { LibraryEntry } from './library-entry.ts'

const places = {
  'this-device': 'On this device',
  both: 'In the cloud',
  cloud: 'In the cloud, not on this device',
} as const

interface ProjectCardProps {
  readonly entry: LibraryEntry
  readonly onDelete: () => void
}

export function ProjectCard({ entry, onDelete }: ProjectCardProps) {
  const picture = usePicture(entry.coverAssetId)
  const status = useStatus(({ projects }) => projects[entry.id])
  const place =
    status?.durability === 'on-this-device' && entry.place === 'both' ? 'Edits on this device' : places[entry.place]
  return (
    <li className="project-entry">
      <button className="project-card" type="button" onClick={() => goTo({ kind: 'editor', projectId: entry.id })}>
        <span className="project-cover" data-place={entry.place}>
          {picture?.kind === 'frame' ? <img src={picture.dataUrl} alt="" /> : <CoverLines />}
          {entry.durationS !== undefined && entry.durationS > 0 && (
            <span className="tag">{timecode(entry.durationS)}</span>
          )}
        </span>
        <span className="project-title" data-testid="project-item" data-project-id={entry.id}>
          {entry.name}
        </span>
        <span className="project-facts muted">
          {place}
          {entry.clipCount !== undefined && ` · ${entry.clipCount} ${entry.clipCount === 1 ? 'clip' : 'clips'}`} ·{' '}
          {ago(entry.updatedAtMs, Date.now())}
        </span>
      </button>
      <IconButton
        className="icon-button project-delete"
        label={`Delete “${entry.name}”`}
        testId="delete-project"
        title="Delete"
        onClick={onDelete}
      >
        <path d="M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10M9 9v4M11 9v4" />
      </IconButton>
    </li>
  )
}

function CoverLines() {
  return (
    <span className="cover-lines" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}

function ago(thenMs: number, nowMs: number): string {
  const minutes = Math.round((nowMs - thenMs) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} h ago`
  return new Date(thenMs).toLocaleDateString(undefined, { dateStyle: 'medium' })
}
