import type { HeldAsset, SweptMedia, SweptProject } from '../../../lambdas/housekeeping/account-rows.ts'
import { keepHouse } from '../../../lambdas/housekeeping/keep-house.ts'
import { RequestMeter } from '../../../lambdas/metrics/request-meter.ts'
import { MemoryAccountRegistry } from '../../server/memory-account-registry.ts'
import type { Chance } from '../chance/chance.ts'
import type { RunContext } from '../run/run-context.ts'
import { housePorts } from './house-ports.ts'
import type { SimCloud } from './sim-cloud.ts'
import type { SimDevice } from './sim-device.ts'

/** The process is gone: nothing that it calls is done any more. */
class HouseKilled extends Error {
  override readonly name = 'HouseKilled'
}

const takingAway = new Set(['removeMedia', 'removeSnapshot', 'discard', 'remove', 'abandon', 'dropAbandoned', 'cancel'])

/** The scheduled function that takes away what nothing refers to, each of its calls a moment after the one before. */
export class Housekeeper {
  readonly #context: RunContext
  readonly #cloud: SimCloud
  readonly #devices: readonly SimDevice[]
  readonly #chance: Chance
  readonly #registry: MemoryAccountRegistry
  #runs = 0

  constructor(context: RunContext, cloud: SimCloud, devices: readonly SimDevice[]) {
    this.#context = context
    this.#cloud = cloud
    this.#devices = devices
    this.#chance = context.chance.fork('housekeeping')
    this.#registry = new MemoryAccountRegistry(cloud.server.database)
  }

  /** One run, unless today's is done. */
  async run(): Promise<void> {
    const { faults, trace, verdict, time } = this.#context
    const isKilled = faults.mayHappen('house-killed') && this.#chance.happens(0.2)
    const lastCall = isKilled ? this.#chance.whole(1, 40) : Number.POSITIVE_INFINITY
    const meter = new RequestMeter()
    const hooks = { before: this.#before(lastCall), after: async () => undefined }
    const ports = housePorts(this.#cloud.server, { clock: { nowMs: () => time.nowMs }, meter, hooks })
    const unforeseen = (cause: unknown) => {
      if (!(cause instanceof HouseKilled)) verdict.fail('not foreseen', `housekeeping met ${String(cause)}`)
    }
    const run = { owner: `run-${++this.#runs}`, remainingMs: () => 900_000 }
    const onFailedStep = ({ cause }: { readonly cause: unknown }) => unforeseen(cause)
    await keepHouse({ ...ports, registry: this.#registry, onFailedStep }, run).then(({ kind }) => {
      if (kind !== 'ran') return
      faults.note('house-kept')
      trace.add('housekeeping', `has run: ${JSON.stringify(Object.fromEntries(meter.answered().counts))}`)
    }, unforeseen)
    if (meter.answered().counts.has('UsageCorrected'))
      verdict.fail('not foreseen', 'what an account has was counted wrong')
  }

  #before(lastCall: number) {
    const { faults, time, trace } = this.#context
    let calls = 0
    return async (method: string, args: readonly unknown[]): Promise<void> => {
      if (calls > lastCall) throw new HouseKilled()
      calls += 1
      if (calls > lastCall) {
        faults.note('house-killed')
        trace.add('housekeeping', 'is killed')
        throw new HouseKilled()
      }
      await time.pause(this.#chance.whole(0, 100))
      if (method === 'discard') await this.#addedAgain((args[0] as HeldAsset).asset)
      if (takingAway.has(method)) trace.add('housekeeping', `${method} ${describe(args)}`)
      if (method === 'removeMedia') this.#tookAway(...(args as [SweptProject, readonly SweptMedia[]]))
    }
  }

  #tookAway({ place }: SweptProject, rows: readonly SweptMedia[]): void {
    for (const { assetId } of rows) this.#cloud.tookAway.add(`${place.userId}#${place.projectId}#${assetId}`)
  }

  /** Between the look at bytes that nothing names and their end a user adds the very same file. */
  async #addedAgain({ userId, checksum }: HeldAsset['asset']): Promise<void> {
    const { faults, time } = this.#context
    const account = this.#cloud.accounts.find((one) => this.#cloud.userId(one) === userId)
    const file = this.#devices
      .flatMap(({ homes }) => homes.flatMap(({ files }) => files))
      .find(({ partChecksums }) => partChecksums.length === 1 && partChecksums[0] === checksum)
    const tab = this.#devices
      .filter((device) => device.account === account && device.user === account && device.line.weather !== 'offline')
      .flatMap((device) =>
        device
          .openTabs()
          .filter(({ page }) => page.state === 'running')
          .map((tab) => ({ device, tab })),
      )[0]
    if (!file || !tab || !faults.strikes('added-during-sweep', 0.8, this.#chance)) return
    void tab.device.hand.files.addAgain(tab.tab, file)
    await time.pause(this.#chance.whole(1000, 20_000))
  }
}

function describe(args: readonly unknown[]): string {
  return JSON.stringify(args)
    .replaceAll(/[^a-zA-Z0-9]+/g, ' ')
    .slice(0, 80)
}
