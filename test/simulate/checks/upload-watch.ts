import type { RunContext } from '../run/run-context.ts'
import { type AddedRow, addedRows } from '../world/file-rows.ts'
import type { Home } from '../world/home.ts'
import type { SimPage } from '../world/sim-page.ts'
import type { Verdict } from './verdict.ts'

/** Within this the tab that leads has heard what was said in another. */
const heardWithinMs = 5000
/** A store that refused is left alone for a minute. */
const readsAgainWithinMs = 120_000

/** What is paused is so on disk until it is taken up, whatever tabs and uploads write. */
export function lookAtPauses(home: Home, verdict: Verdict): void {
  const { words } = home
  const rowOfAll = home.disk.tables.get('device/uploads') as { paused?: boolean } | undefined
  if (words.ofAll?.word === 'pause' && rowOfAll?.paused !== true)
    verdict.fail('7 pause broken', `${home.device} forgot that all uploads are paused`)
  const paused = words.assets('pause')
  if (paused.length === 0) return
  const rows = new Map(addedRows(home).map((row) => [row.key, row]))
  for (const [assetId, said] of paused) {
    const open = said.keys.filter((key) => isOpen(rows.get(key)))
    if (open.some((key) => rows.get(key)?.paused !== true))
      verdict.fail('7 pause broken', `${home.device} forgot that ${assetId} is paused`)
    // What came to an end is not paused any more.
    words.keep(assetId, open)
  }
}

/** No part leaves of a file that is paused, in whatever project. */
export function lookForPause(home: Home, page: SimPage, checksum: string, { time, verdict }: RunContext): void {
  const { nowMs } = time
  if (nowMs < page.runsSinceMs + heardWithinMs || nowMs < home.refusedUntilMs + readsAgainWithinMs) return
  const { words } = home
  const isLongAgo = (atMs: number) => nowMs > atMs + heardWithinMs
  const isPaused = ({ key, assetId = '' }: AddedRow) =>
    [words.ofAll, words.of(assetId)].some(
      (said) => said?.word === 'pause' && isLongAgo(said.atMs) && (said === words.ofAll || said.keys.includes(key)),
    )
  const rows = addedRows(home).filter((row) => isOpen(row) && row.partChecksums?.includes(checksum))
  if (rows.length === 0 || !rows.every(isPaused)) return
  verdict.fail('7 pause broken', `${page.name} sent a part of ${rows.map(({ key }) => key)}, which is paused`)
}

function isOpen(row: AddedRow | undefined): boolean {
  const phase = row?.upload?.phase
  return phase === 'waiting-for-project' || phase === 'open' || phase === 'completing'
}
