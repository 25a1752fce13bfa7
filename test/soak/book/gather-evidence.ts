import { projects } from '../plan/deed.ts'
import { tabsOf } from '../settle/settle.ts'
import { accounts } from '../world/cloud-reader.ts'
import type { Scene } from '../world/scene.ts'
import type { Evidence } from './save-end.ts'

/** Asks the cloud and every tab for what they have. */
export async function gatherEvidence(scene: Scene): Promise<Evidence> {
  const { book, cloud } = scene
  const copies = new Set<string>()
  const keptHere = new Map<string, 'conflict' | 'overlaid' | 'here'>()
  const losses: Evidence['losses'][number][] = []
  for (const tab of tabsOf(scene)) {
    const { account, device } = tab
    if (account === null) continue
    for (const [label, where] of Object.entries(await tab.look('keptHere', projects))) keptHere.set(label, where)
    for (const id of Object.keys((await tab.look('state', projects)).documents)) copies.add(id)
    for (const loss of await tab.look('losses')) losses.push({ device, account, loss })
  }
  const history = new Set<string>()
  for (const account of accounts) {
    for (const label of (await cloud.reader.stateOf(account, [...projects, ...copies])).history) history.add(label)
  }
  return {
    ...{ saves: book.entries('save'), looks: book.entries('look') },
    ...{ deletions: book.entries('delete'), removals: book.entries('remove') },
    endOf: (key) => book.endOf(key),
    ...{ history, keptHere, losses, cleared: book.cleared, killed: book.killed },
  }
}
