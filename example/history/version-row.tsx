import type { ProjectVersion } from 'reelsync'
import type { EditorSession } from '../editor/editor-session.ts'
import { VersionDetails } from './version-details.tsx'
import { versionWords } from './version-words.ts'

interface VersionRowProps {
  readonly session: EditorSession
  readonly version: ProjectVersion
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onNamed: (named: ProjectVersion) => void
  readonly onRestored: () => void
}

export function VersionRow({ session, version, isOpen, onToggle, onNamed, onRestored }: VersionRowProps) {
  const { title, kind, origin } = versionWords(version)
  return (
    <li data-testid="history-version" data-kind={version.kind}>
      <button className="version-face" type="button" aria-expanded={isOpen} onClick={onToggle}>
        <span className="version-title">{title}</span>
        <span className="version-kind">{kind}</span>
        <span className="version-origin muted">{origin}</span>
      </button>
      {isOpen && <VersionDetails session={session} version={version} onNamed={onNamed} onRestored={onRestored} />}
    </li>
  )
}
