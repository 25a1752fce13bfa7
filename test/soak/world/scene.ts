import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Chance } from '../../simulate/chance/chance.ts'
import { SoakBook } from '../book/soak-book.ts'
import type { DeviceName } from '../plan/deed.ts'
import { PassingTroubles } from './passing-troubles.ts'
import { openSoakCloud, type SoakCloud } from './soak-cloud.ts'
import { SoakDevice } from './soak-device.ts'
import { SoakLog } from './soak-log.ts'
import { serveSoakPages } from './soak-pages.ts'
import type { Surroundings } from './surroundings.ts'

/** Two devices and their cloud, and what is written down of them. */
export interface Scene {
  readonly chance: Chance
  readonly cloud: SoakCloud
  readonly devices: Readonly<Record<DeviceName, SoakDevice>>
  readonly book: SoakBook
  readonly log: SoakLog
  readonly pageErrors: readonly string[]
  readonly passing: PassingTroubles
  close(): Promise<void>
}

export async function openScene(seed: number): Promise<Scene> {
  const chance = new Chance(seed)
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-soak-'))
  const cloud = await openSoakCloud(chance.fork('line'))
  const pages = await serveSoakPages()
  const { tokens } = cloud.served.server
  const counts = { tabs: 0, lives: 0 }
  const log = new SoakLog()
  const [book, pageErrors] = [new SoakBook(seed, log), [] as string[]]
  const surroundings: Surroundings = {
    ...{ apiUrl: cloud.served.apiUrl, pageUrl: `${pages.url}/page`, book, log, pageErrors },
    tokensOf: (account) => ({ good: tokens.access(account), expired: tokens.expired(account) }),
    nextTab: () => ++counts.tabs,
    nextLife: () => ++counts.lives,
  }
  const one = await SoakDevice.open('one', folder, surroundings)
  const two = await SoakDevice.open('two', folder, surroundings)
  return {
    ...{ chance, cloud, devices: { one, two }, book, log, pageErrors, passing: new PassingTroubles() },
    close: async () => {
      await Promise.all([one.close(), two.close()])
      await Promise.all([pages.close(), cloud.close()])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
