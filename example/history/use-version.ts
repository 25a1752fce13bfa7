import { useEffect, useState } from 'react'
import { type ProjectEdit, readVersion } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

export type OpenedVersion =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'read'; readonly edit: ProjectEdit }

/** One version whole, fetched when it is looked at. */
export function useVersion(projectId: string, versionId: string): OpenedVersion {
  const { sync } = useWorkspace()
  const [opened, setOpened] = useState<OpenedVersion>({ kind: 'reading' })
  useEffect(() => {
    let current = true
    readVersion(sync, projectId, versionId).then(
      (edit) => current && setOpened({ kind: 'read', edit }),
      (error: unknown) => current && setOpened({ kind: 'failed', error }),
    )
    return () => {
      current = false
    }
  }, [sync, projectId, versionId])
  return opened
}
