import type { AssetsApi } from '../media/assets-api.ts'
import type { Page } from '../runtime/page.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'

/** What the page does for its storage, as the status changes. */
export interface PageCare {
  /** Undefined until the browser has told. */
  isPersistent(): boolean | undefined
  readonly assets: AssetsApi
  look(snapshot: StatusSnapshot): void
  close(): void
}

/** @param onChange told when the browser has told, or promised, something else */
export function createPageCare(page: Page, assets: AssetsApi, onChange: () => void): PageCare {
  let persistent: boolean | undefined
  let asked = false

  async function learn(ask: () => Promise<boolean>): Promise<void> {
    // A browser that does not say is one that promises nothing.
    persistent = await ask().catch(() => false)
    onChange()
  }

  void learn(() => page.isPersistent())
  return {
    isPersistent: () => persistent,
    assets: {
      ...assets,
      add(...added) {
        // At the first file: large, and nowhere else, so that the user knows what the browser's question is about.
        if (!asked && !persistent) void learn(() => page.persist())
        asked = true
        return assets.add(...added)
      },
    },
    look: ({ durability }) => page.guardLeaving(durability === 'unsaved'),
    close: () => page.guardLeaving(false),
  }
}
