import { setTimeout as delay } from 'node:timers/promises'
import type { SeenState } from '../page/looks.ts'
import { projects } from '../plan/deed.ts'
import type { Scene } from '../world/scene.ts'
import type { SoakTab } from '../world/soak-tab.ts'
import { unsettled } from './unsettled.ts'

/** Far longer than it takes: retries wait up to a minute, and a store that stands still is given up after 20 s. */
const patienceMs = 240_000
const lookEveryMs = 400

/** What was not as it should be when the wait was given up. */
export interface Unsettled {
  readonly waitedFor: readonly string[]
  readonly unanswered: readonly string[]
}

/** Waits until every tab shows what the cloud has, and says so; users answer what they are asked meanwhile. */
export async function settle(scene: Scene): Promise<Unsettled> {
  const deadline = AbortSignal.timeout(patienceMs)
  for (let [round, still] = [1, 0]; ; round += 1) {
    const { waitedFor, unanswered } = await lookAround(scene)
    if (round % 10 === 0) scene.log.say(`waiting for ${[...waitedFor, ...unanswered].join('; ')}`)
    still = waitedFor.length + unanswered.length === 0 ? still + 1 : 0
    // Twice, for what came in between two looks may have looked settled.
    if (still === 2 || deadline.aborted) return { waitedFor, unanswered }
    // A user who is told of a wait may end it.
    if (round % 2 === 0) for (const tab of tabsOf(scene)) await tab.start(scene.book.newKey(), 'retryNow')
    await delay(lookEveryMs)
  }
}

export function tabsOf({ devices }: Scene): readonly SoakTab[] {
  return Object.values(devices).flatMap(({ tabs }) => tabs)
}

async function lookAround(scene: Scene): Promise<Unsettled> {
  const waitedFor: string[] = []
  const unanswered: string[] = []
  for (const tab of tabsOf(scene)) {
    if (tab.account === null) continue
    unanswered.push(...(await tab.unanswered()).map((call) => `${tab.name}: ${call}`))
    const seen = await tab.look('state', projects).catch(cannotTell)
    if (typeof seen === 'string') {
      waitedFor.push(`${tab.name}: ${seen}`)
      continue
    }
    const cloud = await scene.cloud.reader.stateOf(tab.account, [...projects, ...Object.keys(seen.documents)])
    waitedFor.push(...unsettled(seen, cloud).map((what) => `${tab.name}: ${what}`))
    await actAsUser(scene, tab, seen)
  }
  return { waitedFor, unanswered }
}

/** A store that gives no answer for 20 s is asked again. */
function cannotTell(error: unknown): string {
  if (!String(error).includes('StorageUnavailable')) throw error
  return String(error)
}

/** Answers the first question, and saves again what the device's store refused. */
async function actAsUser({ book, chance, log }: Scene, tab: SoakTab, seen: SeenState): Promise<void> {
  const [conflict] = seen.conflicts
  if (conflict !== undefined) {
    const answer = chance.pick(['local', 'remote', 'both'] as const)
    log.say(`${tab.name} answers the conflict of ${conflict.projectId}: ${answer}`)
    await tab.start(book.newKey(), 'answer', conflict.conflictId, answer)
  }
  for (const [project, { activity, durability }] of Object.entries(seen.status.projects)) {
    if (activity.kind !== 'storage-degraded' || durability !== 'unsaved') continue
    const label = book.begin(tab, { kind: 'save', project })
    log.say(`${tab.name} saves ${project} again: ${label}`)
    await tab.start(label, 'save', { label, project, fillerBytes: 0, assetIds: [] })
  }
}
