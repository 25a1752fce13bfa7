import type { SeenFile } from '../page/looks.ts'
import { type DeviceName, projects } from '../plan/deed.ts'
import { tabsOf } from '../settle/settle.ts'
import type { SoakTally } from '../soak-tally.ts'
import type { Scene } from '../world/scene.ts'
import type { AddedFile, BookEntry } from './entries.ts'
import { endOfFile } from './file-end.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { type Evidence, endOfSave, wentWithNotes } from './save-end.ts'

/** Finds each save and each file that was called kept, and names those that it does not find. */
export async function judgeBurst(scene: Scene, tally: SoakTally): Promise<readonly string[]> {
  const evidence = await gatherEvidence(scene)
  const damaged = [...scene.book.damaged, ...[...evidence.history].filter((label) => label.startsWith('damaged'))]
  tally.damaged = damaged.length
  const lostSaves = judgeSaves(evidence, tally)
  const lostFiles = await judgeFiles(scene, evidence, tally)
  const uncaused = uncausedLosses(scene, evidence)
  tally.lostSilently += lostSaves.length + lostFiles.length
  tally.namedWithoutCause += uncaused.length
  await beDoneWith(scene, evidence)
  return [...lostSaves, ...lostFiles, ...uncaused, ...damaged]
}

function judgeSaves(evidence: Evidence, tally: SoakTally): readonly string[] {
  const kept = evidence.saves.filter(({ key }) => evidence.endOf(key).kind === 'made')
  tally.savesKept += kept.length
  return kept.flatMap((save) => {
    const end = endOfSave(save, evidence)
    tally.saves[end] += 1
    if (end !== 'lost') return []
    const { key, project, device, account, life, deed } = save
    return [`Lost: save ${key} of ${project} by ${account ?? 'nobody'} on ${device}, in page ${life}, deed ${deed}.`]
  })
}

async function judgeFiles(scene: Scene, evidence: Evidence, tally: SoakTally): Promise<readonly string[]> {
  const { losses } = evidence
  const rows = await rowsByDevice(scene)
  return expectedFiles(scene).flatMap((file) => {
    const isThere = ({ device, account }: { device: string; account: string }) =>
      device === file.device && (account === file.account || file.account === null)
    const here = rows.filter(isThere).map(({ row }) => row)
    const named = losses.filter(isThere).map(({ loss }) => loss)
    const end = endOfFile(file, here, named, wentWithNotes(file, evidence))
    tally.files[end] += 1
    if (end === 'named-lost' || end === 'lost-with-its-notes') file.isGivenUp = true
    if (end !== 'lost') return []
    const found = JSON.stringify(here.find(({ assetId }) => assetId === file.assetId) ?? 'no row')
    return [`Lost: file ${file.assetId} of ${file.project} by ${file.account ?? 'nobody'} on ${file.device}: ${found}.`]
  })
}

/** Those of who is here that were called kept, and that their users did not take away. */
function expectedFiles(scene: Scene): readonly AddedFile[] {
  const { book } = scene
  for (const removal of book.entries('remove')) {
    if (book.endOf(removal.key).kind === 'refused') continue
    for (const file of book.files) if (goesWith(file, removal)) file.isGivenUp = true
  }
  const present = tabsOf(scene).map(({ account, device }) => `${account} ${device}`)
  return book.files.filter(({ account, device, deed, key, isGivenUp }) => {
    if (isGivenUp || book.endOf(key).kind !== 'made') return false
    // Whoever has taken over what nobody had is here in this burst.
    return account === null ? deed > book.begunAfter : present.includes(`${account} ${device}`)
  })
}

function goesWith({ account, device, deed }: AddedFile, removal: BookEntry<'remove'>): boolean {
  const isItsOwn = account === removal.account || account === null
  return isItsOwn && device === removal.device && (removal.evenUnsynced || removal.deed <= deed)
}

async function rowsByDevice(scene: Scene) {
  const rows: { device: string; account: string; row: SeenFile }[] = []
  for (const tab of tabsOf(scene)) {
    const { device, account } = tab
    if (account === null) continue
    for (const row of (await tab.look('state', projects)).files) rows.push({ device, account, row })
  }
  return rows
}

function uncausedLosses(scene: Scene, { losses }: Evidence): readonly string[] {
  return losses
    .filter(({ device }) => !hasCause(scene, device))
    .map(({ device, account, loss }) => `Named without a cause by ${account} on ${device}: ${JSON.stringify(loss)}.`)
}

/** After a kill the notes on disk are older than the rows: what went on purpose meanwhile is named as well. */
function hasCause({ book }: Scene, device: DeviceName): boolean {
  return [...book.cleared, ...book.killed].some((one) => one.device === device)
}

async function beDoneWith(scene: Scene, { losses }: Evidence): Promise<void> {
  for (const tab of tabsOf(scene)) {
    const named = losses.filter(({ device, account }) => device === tab.device && account === tab.account)
    if (named.length > 0)
      await tab.look(
        'doneWith',
        named.map(({ loss }) => loss),
      )
  }
}
