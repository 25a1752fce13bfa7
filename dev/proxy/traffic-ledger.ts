import type { ProxiedRequest } from './proxied-request.ts'

/** One request through the proxy. Body bytes count as soon as they are passed on, also where the request breaks later. */
export interface Exchange {
  readonly request: ProxiedRequest
  readonly forwardedBytes: number
  readonly phase:
    | { readonly kind: 'open' }
    /** The client has the upstream's whole reply. */
    | { readonly kind: 'answered'; readonly status: number }
    | { readonly kind: 'broken' }
}

/** Everything that passed, and who waits for something to pass. */
export function createTrafficLedger() {
  const exchanges: Exchange[] = []
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watcher of [...watchers]) watcher()
  }
  return {
    exchanges: exchanges as readonly Exchange[],
    /** Records a request; the returned function amends its record. */
    open(request: ProxiedRequest): (change: Partial<Omit<Exchange, 'request'>>) => void {
      const at = exchanges.push({ request, forwardedBytes: 0, phase: { kind: 'open' } }) - 1
      changed()
      return (change) => {
        const before = exchanges[at]
        if (before !== undefined) exchanges[at] = { ...before, ...change }
        changed()
      }
    },
    /**
     * Settles as soon as `holds`; it is asked again after every change.
     * @throws the signal's reason, once it aborts
     */
    until(holds: (exchanges: readonly Exchange[]) => boolean, signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        const stop = (settle: () => void) => {
          watchers.delete(look)
          signal.removeEventListener('abort', abort)
          settle()
        }
        const look = () => {
          if (holds(exchanges)) stop(resolve)
        }
        const abort = () => stop(() => reject(signal.reason))
        watchers.add(look)
        signal.addEventListener('abort', abort)
        if (signal.aborted) abort()
        else look()
      })
    },
  }
}

/** Body bytes passed on to the bucket, those of broken requests included. */
export function bytesAtStore(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((sum, each) => (each.request.kind === 'part' ? sum + each.forwardedBytes : sum), 0)
}

/** Parts of which the store has got bytes and the client no whole reply yet; each part counts once. */
export function partsInFlight(exchanges: readonly Exchange[]): number {
  return countParts(exchanges, (each) => each.phase.kind === 'open' && each.forwardedBytes > 0)
}

/** Parts whose 200 the client has. */
export function partsAccepted(exchanges: readonly Exchange[]): number {
  return countParts(exchanges, (each) => each.phase.kind === 'answered' && each.phase.status === 200)
}

function countParts(exchanges: readonly Exchange[], counts: (exchange: Exchange) => boolean): number {
  const parts = new Set<string>()
  for (const exchange of exchanges) {
    const { request } = exchange
    if (request.kind === 'part' && counts(exchange)) {
      parts.add(`${request.key}\n${request.uploadId}\n${request.partNumber}`)
    }
  }
  return parts.size
}
