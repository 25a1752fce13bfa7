import { setTimeout as delay } from 'node:timers/promises'
import type { Deed } from '../plan/deed.ts'
import type { DeedKind } from '../plan/deed-kinds.ts'
import type { Scene } from '../world/scene.ts'
import { documentDeeds } from './document-deeds.ts'
import { fileDeeds } from './file-deeds.ts'
import type { Performer } from './performer.ts'
import { syncDeeds } from './sync-deeds.ts'
import { tabDeeds } from './tab-deeds.ts'
import { troubleDeeds } from './trouble-deeds.ts'

const performers: Readonly<Record<DeedKind, Performer>> = {
  ...{ ...documentDeeds, ...fileDeeds, ...syncDeeds },
  ...{ ...tabDeeds, ...troubleDeeds },
}

/** @returns whether there was anything to do it to */
export async function performDeed(scene: Scene, deed: Deed): Promise<boolean> {
  const { book, log, passing, devices } = scene
  book.deed = deed.number
  await passing.pass(deed.number)
  if (deed.pauseMs > 0) await delay(deed.pauseMs)
  const device = devices[deed.device]
  const { liveTabs } = device
  if (liveTabs.length === 0) return false
  const tab = deed.chance.pick(liveTabs)
  const where = tab.name
  const done = await performers[deed.kind]({ scene, device, tab, deed })
  log.say(`#${deed.number} ${where} ${deed.kind} ${done ?? '(nothing to do it to)'}`)
  return done !== undefined
}
