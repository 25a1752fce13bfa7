import * as v from 'valibot'
import { TabMessage } from './tab-message.ts'
import type { Tabs } from './tabs.ts'

/** Tabs by BroadcastChannel; a browser without it has tabs that do not hear of each other until they read the rows. */
export class BroadcastTabs implements Tabs {
  #channel: BroadcastChannel | undefined

  constructor(name: string) {
    this.#channel = channelOf(name)
  }

  post(message: TabMessage): void {
    this.#channel?.postMessage(message)
  }

  onMessage(listener: (message: TabMessage) => void): () => void {
    const hear = ({ data }: MessageEvent<unknown>) => {
      // A tab with an older or newer version of the app may say what this one does not know.
      const message = v.safeParse(TabMessage, data)
      if (message.success) listener(message.output)
    }
    this.#channel?.addEventListener('message', hear)
    const channel = this.#channel
    return () => channel?.removeEventListener('message', hear)
  }

  close(): void {
    this.#channel?.close()
    // A closed channel throws when it is posted to.
    this.#channel = undefined
  }
}

/** Firefox refuses it, as it does storage, where the page may keep nothing. */
function channelOf(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
