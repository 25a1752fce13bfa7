import { useState } from 'react'
import * as limits from '#contract/limits.ts'
import { projectName } from '../projects/project-name.ts'

interface ProjectNameFieldProps {
  readonly name: string
  readonly onRename: (name: string) => void
}

/** Enter or leaving the field renames; Escape, or an empty name, leaves the name as it was. */
export function ProjectNameField({ name, onRename }: ProjectNameFieldProps) {
  const [typed, setTyped] = useState<string>()
  const commit = () => {
    const wanted = typed === undefined ? undefined : projectName(typed)
    setTyped(undefined)
    if (wanted !== undefined && wanted !== name) onRename(wanted)
  }
  const shown = typed ?? name
  return (
    <input
      className="project-name"
      data-testid="project-name"
      aria-label="Project name"
      value={shown}
      size={Math.max(8, Math.min(36, shown.length + 1))}
      maxLength={limits.nameCharacters}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
