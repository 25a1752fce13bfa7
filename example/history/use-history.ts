import { useCallback, useEffect, useState } from 'react'
import { listVersions, type ProjectVersion } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { type HistoryListing, takeVersions, withNamed, withOlder } from './history-listing.ts'

const shownAtOnce = 25

/** The project's versions as they are looked at, newest first; `readOlder` shows some more. */
export function useHistory(projectId: string) {
  const { sync } = useWorkspace()
  const [listing, setListing] = useState<HistoryListing>({ kind: 'reading' })
  const [reader, setReader] = useState<AsyncIterator<ProjectVersion, void>>()
  const readAgain = useCallback(() => {
    setListing({ kind: 'reading' })
    setReader(listVersions(sync, projectId))
  }, [sync, projectId])
  useEffect(readAgain, [readAgain])

  useEffect(() => {
    if (reader === undefined) return
    let current = true
    takeVersions(reader, shownAtOnce).then(
      (taken) => current && setListing({ kind: 'listed', ...taken }),
      (error: unknown) => current && setListing({ kind: 'failed', error }),
    )
    return () => {
      current = false
    }
  }, [reader])

  const readOlder = async () => {
    if (reader === undefined || listing.kind !== 'listed' || listing.older !== 'some') return
    setListing({ ...listing, older: 'asked-for' })
    try {
      const taken = await takeVersions(reader, shownAtOnce)
      setListing((before) => withOlder(before, taken))
    } catch (error) {
      setListing({ kind: 'failed', error })
    }
  }
  const add = (named: ProjectVersion) => setListing((before) => withNamed(before, named))
  return { listing, readAgain, readOlder, add }
}
