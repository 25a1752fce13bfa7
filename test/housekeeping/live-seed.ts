import { finishUpload } from '../../lambdas/media/finish-upload.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { seededRandom } from '../delta/seeded-random.ts'
import { Broken } from './broken.ts'
import { Chance } from './chance.ts'
import { endOfWorld } from './end-of-world.ts'
import { dayMs, HandClock } from './hand-clock.ts'
import { runHouse } from './house-run.ts'
import { type Injected, injectDeed } from './inject-deed.ts'
import { LaggingStream } from './lagging-stream.ts'
import { listsOf, mediaOf, type Standing } from './standing.ts'
import { giveUpAtOnce, someDeed, takeBack } from './user-day.ts'
import { worldFiles } from './world-files.ts'
import { type RowPorts, type WorldPorts, worldPorts } from './world-ports.ts'
import { WorldUser } from './world-user.ts'

/** What one seed came to. */
export interface LivedSeed {
  readonly seed: number
  readonly runs: number
  readonly killed: number
  /** What users did between a check and its removal, to exactly what was to go. */
  readonly injected: ReadonlyMap<Exclude<Injected, undefined>, number>
  readonly counts: ReadonlyMap<string, number>
}

/** What users come before most. */
const takingAway = new Set(['removeMedia', 'removeSnapshot', 'begin', 'dropStored', 'end', 'discard', 'abandon'])
const busyDays = 10
const deedsADay = 5

/** A world from its first day to its end: users, a stream that lags, and housekeeping that is killed and missed. */
export async function liveSeed(seed: number, rows: RowPorts): Promise<LivedSeed> {
  const world = await World.create(seed, rows)
  try {
    for (let day = 0; day < busyDays; day += 1) await world.busyDay()
    await endOfWorld(world)
    return world.lived()
  } catch (error) {
    throw new Error(`Seed ${seed} broke: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

export class World {
  readonly seed: number
  readonly clock: HandClock
  readonly ports: WorldPorts
  readonly stream: LaggingStream
  readonly users: readonly WorldUser[]
  readonly chance: Chance
  readonly counts = new Map<string, number>()
  readonly #injected = new Map<Exclude<Injected, undefined>, number>()
  #runs = 0
  #killed = 0
  #outageDays = 0

  static async create(seed: number, rows: RowPorts): Promise<World> {
    const files = await worldFiles()
    return new World(seed, rows, files)
  }

  private constructor(seed: number, rows: RowPorts, files: Awaited<ReturnType<typeof worldFiles>>) {
    this.seed = seed
    this.chance = new Chance(seededRandom(seed))
    this.clock = new HandClock(Date.UTC(2100, 0, 1, 1))
    this.ports = worldPorts(rows, this.clock, someRetention(this.chance))
    const { history, clock, retention } = this.ports
    const lagMs = () => (this.chance.happens(0.5) ? 0 : this.chance.upTo(0.9 * dayMs))
    this.stream = new LaggingStream(rows.projects, { history, clock, retention }, lagMs)
    const world = { ports: this.ports, stream: this.stream, files }
    this.users = ['ada', 'ben'].map((name, index) => {
      const chance = new Chance(seededRandom(seed * 1000 + index))
      return new WorldUser(`${name}-${seed}-${crypto.randomUUID()}`, { ...world, chance })
    })
  }

  async busyDay(): Promise<void> {
    for (let deed = 0; deed < deedsADay; deed += 1) {
      const user = this.chance.happens(0.8) ? this.users[0] : this.users[1]
      if (user === undefined) continue
      const { chance } = user
      await this.pass(this.chance.upTo((2 * dayMs) / (deedsADay + 2)), [user])
      await someDeed(user, chance)
      await user.promises.check()
    }
    await this.pass(this.chance.upTo(dayMs / 8), [])
    for (const user of this.users) if (user.chance.happens(0.4)) await takeBack(user)
    // Some runs are missed, and some for days.
    if (this.#outageDays === 0 && this.chance.happens(0.1)) this.#outageDays = 3 + this.chance.whole(3)
    if (this.#outageDays > 0) this.#outageDays -= 1
    else if (this.chance.happens(0.9)) await this.#someRun()
  }

  async #someRun(): Promise<void> {
    const [user] = this.users
    const rushes = this.chance.happens(0.2)
    if (rushes && user !== undefined) await giveUpAtOnce(user)
    const fault = this.chance.upTo(1)
    const killedAfter = fault < 0.2 ? this.chance.whole(60) : Infinity
    await this.keepHouse(killedAfter, 0.4, fault > 0.8 ? this.chance.whole(60) : Infinity)
    user?.sendLate()
  }

  /** @returns how these users stand then */
  async pass(ms: number, users: readonly WorldUser[]): Promise<readonly Standing[]> {
    this.clock.pass(ms)
    await this.stream.bring()
    return Promise.all(users.map(({ promises }) => promises.check()))
  }

  /**
   * @param share of what it takes away that a user comes before
   * @returns how all users stand then
   */
  async keepHouse(killedAfter: number, share: number, failsAt = Infinity): Promise<readonly Standing[]> {
    this.#runs += 1
    const beforeChange = async (method: string, args: readonly unknown[]) => {
      if (method === 'abandon') await expectNotWhole(this.ports, args)
      if (share === 0) return
      const user = this.#userOf(args)
      if (!user.chance.happens(shareOf(method, share))) return
      await user.promises.check()
      const injected = await injectDeed(user, user.chance, method, args)
      await user.promises.check()
      if (injected !== undefined) this.#injected.set(injected, (this.#injected.get(injected) ?? 0) + 1)
    }
    const before = await this.pass(0, this.users)
    const run = { owner: `run-${this.#runs}`, killedAfter, failsAt, beforeChange }
    const { counts, isWhole, looked } = await runHouse(this.ports, run)
    if (!isWhole) this.#killed += 1
    for (const [name, amount] of counts) this.counts.set(name, (this.counts.get(name) ?? 0) + amount)
    const after = await this.pass(0, this.users)
    for (const [index, user] of this.users.entries()) {
      const stands = [before[index], after[index]] as const
      await this.#judge(user, stands, isWhole && looked.has(user.userId))
    }
    return after
  }

  /** Nothing goes before its grace is over. */
  async #judge({ graces }: WorldUser, [before, after]: readonly (Standing | undefined)[], isWhole: boolean) {
    if (before === undefined || after === undefined) throw new Error('A user stands nowhere.')
    const { bytes, retention } = this.ports
    const [listed, still] = [await listsOf(before, bytes, 'in-rows'), await listsOf(after, bytes, 'in-rows')]
    // Media of a project that is purged go with it, whether it is all gone, made anew under its id, or the run was killed.
    const made = new Map(before.projects.map(({ project }) => [project.place.projectId, project.createdAtMs]))
    const same = after.projects.filter(
      ({ project }) => project.purgingAtMs === undefined && project.createdAtMs === made.get(project.place.projectId),
    )
    const left = new Set(same.map(({ project }) => project.place.projectId))
    const isThere = (key: string) => left.has(key.slice(0, key.indexOf('#')))
    graces.ran({
      ...{ nowMs: this.clock.nowMs(), unreferencedDays: retention.unreferencedDays, isWhole },
      before: new Set([...mediaOf(before)].filter(isThere)),
      after: mediaOf(after),
      listed: new Set([...listed].filter((key) => still.has(key))),
    })
  }

  lived(): LivedSeed {
    return { seed: this.seed, runs: this.#runs, killed: this.#killed, injected: this.#injected, counts: this.counts }
  }

  #userOf(args: readonly unknown[]): WorldUser {
    const text = JSON.stringify(args)
    const user = this.users.find(({ userId }) => text.includes(userId)) ?? this.users[0]
    if (user === undefined) throw new Error('The world has no users.')
    return user
  }
}

/** Of what housekeeping gives up, the store has not all. */
async function expectNotWhole({ bytes }: WorldPorts, args: readonly unknown[]): Promise<void> {
  const [asset] = args as [StoredAsset]
  const { kind } = await finishUpload(bytes, asset)
  if (kind === 'whole') throw new Broken(`${asset.checksum} is whole, and was given up.`)
}

function shareOf(method: string, share: number): number {
  // Of purges there are few.
  if (method === 'begin') return 2 * share
  return takingAway.has(method) ? share : share / 8
}

function someRetention(chance: Chance): Retention {
  const [tombstoneDays, historyDays] = [1 + chance.whole(2), 1 + chance.whole(2)]
  const unreferencedDays = 2 + chance.whole(2)
  return { tombstoneDays, historyDays, unreferencedDays, idleUploadDays: 1 + chance.whole(2) }
}
