import { type DemoRun, transferPatienceMs } from '../demo-run.ts'
import { keptSides } from '../edits/kept-sides.ts'
import { lostEdits } from '../edits/made-edit.ts'
import { exportProject, untilNamed } from '../person/projects.ts'
import { untilInTheCloud } from '../person/sync-status.ts'
import { nameOnA, nameOnB } from './edit-offline.ts'

export interface Settled {
  readonly conflictResolved: boolean
  readonly localEditsLost: number
}

/** A comes back first, then B, who is asked and keeps its own side; both end with the same project. */
export async function settleConflict({ world, say, edits }: DemoRun): Promise<Settled> {
  const { a, b } = world
  await a.goOnline()
  await untilInTheCloud(a.page, transferPatienceMs)
  say('A  is online again and in the cloud')
  await b.goOnline()
  const dialog = b.page.getByTestId('conflict-dialog')
  await dialog.waitFor({ timeout: transferPatienceMs })
  const asked = (await dialog.textContent()) ?? ''
  say(`B  is online again and asked: ${await dialog.getByRole('heading').first().textContent()}`)
  await b.page.getByTestId('conflict-keep-local').click()
  await dialog.waitFor({ state: 'hidden' })
  await untilInTheCloud(b.page, transferPatienceMs)
  say('B  kept its own side')
  await untilNamed(a.page, nameOnB, transferPatienceMs)
  await untilInTheCloud(a.page, transferPatienceMs)
  const [onA, onB] = [await exportProject(a.page), await exportProject(b.page)]
  const equal = onA.name === onB.name && onA.document === onB.document
  say(equal ? `   both devices have the same project, “${onB.name}”` : '   the devices have different projects')
  const kept = await keptSides(b.page, nameOnA, transferPatienceMs)
  const lost = lostEdits(edits, onB, kept)
  for (const { madeOn, what } of lost) say(`   ${what}, made on ${madeOn}, is nowhere`)
  const losingSideIsKept = kept.some(({ name }) => name === nameOnA)
  if (losingSideIsKept) say(`   the side that lost, “${nameOnA}”, is in the history`)
  return { conflictResolved: equal && losingSideIsKept && asked.includes(nameOnA), localEditsLost: lost.length }
}
