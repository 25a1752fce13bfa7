import type { AssetView } from 'reelsync'

export interface AssetWords {
  readonly label: string
  /** 0 to 1 while something moves. */
  readonly progress?: number
  readonly tone: 'done' | 'busy' | 'idle' | 'ask'
}

/** Where a file is, in a few words. */
export function assetWords(view: AssetView | undefined): AssetWords {
  if (view === undefined) return { label: 'Not on this device', tone: 'idle' }
  const { transfer, sizeBytes } = view
  const share = (bytes: number) => (sizeBytes === 0 ? 0 : Math.min(1, bytes / sizeBytes))
  switch (transfer.phase) {
    case 'preparing':
      return { label: 'Copying to this device', progress: share(transfer.doneBytes), tone: 'busy' }
    case 'waiting-for-project':
      return { label: 'Waiting for the project', tone: 'busy' }
    case 'queued':
      return { label: 'Waiting for other files', progress: share(transfer.acceptedBytes), tone: 'busy' }
    case 'held':
      return { label: `Held: ${transfer.reason}`, progress: share(transfer.acceptedBytes), tone: 'idle' }
    case 'paused':
      return { label: 'Paused', progress: share(transfer.acceptedBytes), tone: 'idle' }
    case 'cancelling':
    case 'cancelled':
      return { label: 'On this device, not sent', tone: 'idle' }
    case 'uploading':
      return {
        label: `Uploading ${percent(share(transfer.sentBytes))}`,
        progress: share(transfer.sentBytes),
        tone: 'busy',
      }
    case 'completing':
      return { label: 'Checking in the cloud', progress: 1, tone: 'busy' }
    case 'stored':
      return { label: view.onThisDevice ? 'In the cloud' : 'In the cloud only', tone: 'done' }
    case 'waiting':
      return {
        label: `Waiting at ${percent(share(transfer.acceptedBytes))}`,
        progress: share(transfer.acceptedBytes),
        tone: 'idle',
      }
    case 'blocked':
      return { label: 'Needs attention', tone: 'ask' }
    case 'downloading':
      return {
        label: `Downloading ${percent(share(transfer.doneBytes))}`,
        progress: share(transfer.doneBytes),
        tone: 'busy',
      }
    case 'missing':
      return { label: 'Still on the other device', tone: 'idle' }
  }
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`
}
