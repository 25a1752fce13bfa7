import { type SyntheticEvent, useState } from 'react'
import { nameVersion, type ProjectVersion } from 'reelsync'
import * as limits from '#contract/limits.ts'
import type { EditorSession } from '../editor/editor-session.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { historyTrouble } from './version-words.ts'

interface NameFormProps {
  readonly session: EditorSession
  /** Left out: the one in force. */
  readonly version?: ProjectVersion
  readonly label: string
  readonly onNamed: (named: ProjectVersion) => void
}

type Naming = { readonly kind: 'asked' | 'busy' } | { readonly kind: 'said'; readonly words: string }

/** Keeps a version under the name that is typed. A name that did not get there may be sent again: it is one entry. */
export function NameForm({ session, version, label, onNamed }: NameFormProps) {
  const { sync } = useWorkspace()
  const [typed, setTyped] = useState('')
  const [naming, setNaming] = useState<Naming>({ kind: 'asked' })
  const name = typed.trim()
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (name === '' || naming.kind === 'busy') return
    setNaming({ kind: 'busy' })
    try {
      if (version === undefined) await session.flush()
      const of = version === undefined ? {} : { versionId: version.versionId }
      onNamed(await nameVersion(sync, session.get().projectId, name, of))
      setTyped('')
      setNaming({ kind: 'said', words: `Kept as “${name}”.` })
    } catch (error) {
      setNaming({ kind: 'said', words: historyTrouble(error) })
    }
  }
  return (
    <form className="name-form" onSubmit={submit}>
      <label className="field">
        <span>{label}</span>
        <input
          data-testid="version-name"
          value={typed}
          maxLength={limits.nameCharacters}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button
        className="button"
        type="submit"
        data-testid="name-version"
        aria-disabled={name === '' || naming.kind === 'busy'}
      >
        Keep this name
      </button>
      <p role="status" data-testid="name-said">
        {naming.kind === 'said' && naming.words}
      </p>
    </form>
  )
}
