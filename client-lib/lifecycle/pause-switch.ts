import type { LocalStore } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import type { Tabs } from '../tabs/tabs.ts'

/** Whether the user has stopped all sending: kept on the device, and told to its other tabs. */
export interface PauseSwitch {
  isOn(): boolean
  /**
   * In every tab, and after a restart.
   * @throws StorageFull | StorageUnavailable
   */
  set(paused: boolean): Promise<void>
  /** @throws StorageUnavailable */
  read(): Promise<void>
  /** Of two tabs' words the later may come first: the row is what was said last, and the word counts where it cannot be read. */
  heard(paused: boolean): Promise<void>
}

export function createPauseSwitch(
  { store, tabs }: { readonly store: LocalStore; readonly tabs: Pick<Tabs, 'post'> },
  onChange: () => void,
): PauseSwitch {
  let isOn = false

  function turn(paused: boolean): void {
    isOn = paused
    onChange()
  }

  async function read(): Promise<void> {
    const row = await store.get('device', 'pause')
    turn(row?.kind === 'pause' && row.paused)
  }

  return {
    isOn: () => isOn,
    async set(paused) {
      await store.transact([], () => ({
        changes: [putOnDevice({ kind: 'pause', paused })],
        result: undefined,
      }))
      tabs.post({ kind: 'pause', paused })
      turn(paused)
    },
    read,
    heard: (paused) => read().catch(() => turn(paused)),
  }
}
