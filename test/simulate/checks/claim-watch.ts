import type { AssetView } from '../../../client-lib/media/assets-api.ts'
import type { StatusSnapshot } from '../../../client-lib/status/status-snapshot.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Home } from '../world/home.ts'
import type { SimCloud } from '../world/sim-cloud.ts'
import { placeOf } from './edit-book.ts'

interface Claimant {
  readonly home: Home
  readonly page: { readonly name: string }
}

/** Holds what a tab's status says to what is: of the newest edit that was saved through it, and of the files it took. */
export class ClaimWatch {
  readonly #context: RunContext
  readonly #cloud: SimCloud
  readonly #tab: Claimant
  readonly #newest = new Map<string, string>()
  readonly #files: { readonly projectId: string; readonly assetId: string }[] = []

  constructor(context: RunContext, cloud: SimCloud, tab: Claimant) {
    this.#context = context
    this.#cloud = cloud
    this.#tab = tab
  }

  /** The user has begun to save this. */
  saving(projectId: string, label: string): void {
    this.#newest.set(projectId, label)
  }

  added(projectId: string, assetId: string): void {
    this.#files.push({ projectId, assetId })
  }

  told(snapshot: StatusSnapshot): void {
    for (const [projectId, { durability, lost }] of Object.entries(snapshot.projects)) {
      // Opened again from the cloud, it is what the cloud has, and the rest is said to be lost.
      if (lost && durability === 'in-the-cloud') this.#newest.delete(projectId)
      if (durability !== 'unsaved') this.#forgetUnsaved(projectId)
      const label = this.#newest.get(projectId)
      if (label !== undefined && durability !== 'unsaved') this.#judge(projectId, label, durability)
    }
    if (snapshot.durability === 'in-the-cloud') this.#judgeFiles()
  }

  /** What could not be saved of a project that its user deletes then, nobody misses. */
  #forgetUnsaved(projectId: string): void {
    const label = this.#newest.get(projectId)
    if (label === undefined || !this.#tab.home.beingDeleted.has(projectId)) return
    if (!this.#context.book.get(label)?.isDurable) this.#newest.delete(projectId)
  }

  /** A file that is said to be in the cloud is there, and is what was given. */
  toldOf({ projectId, assetId, inTheCloud }: AssetView): void {
    const { home } = this.#tab
    const { account } = home
    // A copy says what the project said that it was made of, which may be of before housekeeping.
    const places = [projectId, home.copiedFrom(projectId) ?? projectId]
    const isTakenFrom = (place: string) =>
      this.#cloud.tookAway.has(`${this.#cloud.userId(account)}#${place}#${assetId}`)
    if (!inTheCloud || places.some(isTakenFrom)) return
    const stored = this.#cloud.keptBytes(account, assetId)
    if (stored && this.#context.files.isGiven(assetId, stored)) return
    const claim = `${this.#tab.page.name} says that asset ${assetId} is in the cloud, which has ${stored ? 'other bytes' : 'it not'}`
    this.#context.verdict.fail('2 false claim', claim)
  }

  #judge(projectId: string, label: string, claimed: 'on-this-device' | 'in-the-cloud'): void {
    const { book, verdict } = this.#context
    const place = placeOf(this.#tab.home.account, projectId)
    const isTrue = claimed === 'in-the-cloud' ? book.isSettled(place, label) : book.get(label)?.isDurable
    this.#tab.home.promised.add(label)
    if (!isTrue) verdict.fail('2 false claim', `${this.#tab.page.name} says ${claimed} of ${label} of ${place}`)
  }

  #judgeFiles(): void {
    const { database } = this.#cloud.server
    const { account } = this.#tab.home
    for (const { projectId, assetId } of this.#files) {
      if (this.#tab.home.mayBeGone.has(`${projectId}/${assetId}`)) continue
      const key = `${this.#cloud.userId(account)}#${projectId}#${assetId}`
      // What nothing had listed for so long went after it was stored.
      if (database.media.get(key)?.state === 'stored' || this.#cloud.tookAway.has(key)) continue
      const claim = `${this.#tab.page.name} says in-the-cloud while asset ${assetId} is not stored`
      this.#context.verdict.fail('2 false claim', claim)
    }
  }
}
