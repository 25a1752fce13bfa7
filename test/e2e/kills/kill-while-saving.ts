import type { UserDevice } from '../../../dev/browser/user-device.ts'
import { openProject, untilNamed } from '../../../dev/demo/person/projects.ts'
import { openEditor } from '../../../dev/demo/person/sign-in.ts'
import { untilInTheCloud } from '../../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../../dev/demo/person/turn-to.ts'
import { createGate } from '../../../dev/proxy/gate.ts'
import { seededRandom } from '../../delta/seeded-random.ts'
import { patienceMs, Stage } from '../stage.ts'
import { editName, type Moment, saveUntilKilled, type Typing } from './save-until-killed.ts'
import { watchSteps } from './step-watch.ts'

/** What all rounds came to. */
export interface KillTally {
  readonly seed: number
  readonly kills: number
  /** Edits that the editor called saved. */
  readonly calledSaved: number
  /** Kills after which an edit was there that had not been called saved yet. */
  readonly aheadOfWord: number
  readonly lostSilently: number
  /** Questions to the user, though nobody else has edited. */
  readonly conflicts: number
}

/** More than two saves take, with their sending. */
const mostSteps = 45
const mostRoundTrips = 4

/**
 * Saves again and again, and kills the browser at moments that the seed chooses. After each kill the edit that was last
 * called saved, or one typed after it, must be in the editor's store, and come to another device.
 */
export async function killWhileSaving(seed: number, kills: number): Promise<KillTally> {
  const random = seededRandom(seed)
  const { stage, a, b } = await Stage.openWithTwoDevices()
  try {
    await openOnBoth(stage, a, b)
    let tally: KillTally = { seed, kills: 0, calledSaved: 0, aheadOfWord: 0, lostSilently: 0, conflicts: 0 }
    let typing: Typing = { typed: 0, saved: 0 }
    while (tally.kills < kills) {
      const isHeld = random() < 0.5
      const after = await saveInRound(stage, a, typing, { isHeld, moment: momentOf(random) })
      const found = Number((await a.page.getByTestId('project-name').inputValue()).slice(editName(0).length - 1))
      const isThere = found >= after.saved && found <= after.typed
      await untilInTheCloud(a.page, patienceMs)
      await turnTo(b.page)
      await untilNamed(b.page, editName(found), patienceMs)
      tally = {
        seed,
        kills: tally.kills + 1,
        calledSaved: tally.calledSaved + after.saved - typing.saved,
        aheadOfWord: tally.aheadOfWord + (found > after.saved ? 1 : 0),
        lostSilently: tally.lostSilently + (isThere ? 0 : 1),
        conflicts: tally.conflicts + (await a.page.getByTestId('conflict-dialog').count()),
      }
      typing = { typed: after.typed, saved: found }
    }
    return tally
  } finally {
    await stage.close()
  }
}

async function openOnBoth(stage: Stage, a: UserDevice, b: UserDevice): Promise<void> {
  await stage.freshProject(a, editName(0))
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await openProject(b.page, editName(0))
  await a.kill()
  await startWatched(stage, a)
}

/** The browser is killed while it saves, and then started again, with the project open. */
async function saveInRound(
  stage: Stage,
  a: UserDevice,
  typing: Typing,
  { isHeld, moment }: { readonly isHeld: boolean; readonly moment: Moment },
): Promise<Typing> {
  const { opened, open } = createGate()
  // Where nothing reaches the cloud, what the device says is all there is.
  const mend = a.line.inject({
    matches: ({ kind, method }) => isHeld && kind === 'api' && method === 'PUT',
    fault: { kind: 'hold', until: opened },
    times: Number.POSITIVE_INFINITY,
  })
  const after = await saveUntilKilled(a, typing, moment)
  mend()
  open()
  await startWatched(stage, a)
  return after
}

async function startWatched(stage: Stage, device: UserDevice): Promise<void> {
  await device.start()
  await watchSteps(device)
  await openEditor(device.page, stage.editorUrl)
  await openProject(device.page, editName(0).slice(0, -1))
}

function momentOf(random: () => number): Moment {
  const at = 1 + Math.floor(random() * mostSteps)
  return { at, stands: random() < 0.5, roundTrips: Math.floor(random() * mostRoundTrips) }
}
