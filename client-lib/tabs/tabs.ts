import type { TabMessage } from './tab-message.ts'

/** The other tabs of this origin and account. */
export interface Tabs {
  post(message: TabMessage): void
  onMessage(listener: (message: TabMessage) => void): () => void
  close(): void
}
