import type { ProxiedRequest } from './proxied-request.ts'

/** What the proxy does to a request instead of passing it on untouched. */
export type Fault =
  /** Answers by itself; nothing reaches the upstream. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** Passes the request on, waits for the upstream's whole reply, then breaks the client's connection: a reply lost after the commit. */
  | { readonly kind: 'lose-reply' }
  /** Passes nothing on until `until` settles. */
  | { readonly kind: 'hold'; readonly until: Promise<void> }
  /** Passes on this many body bytes, then no more until `until` settles: the request stays in flight. */
  | { readonly kind: 'stall-body'; readonly afterBytes: number; readonly until: Promise<void> }
  /** Passes the request on with the first byte of its body changed. */
  | { readonly kind: 'damage-body' }

export interface FaultRule {
  readonly matches: (request: ProxiedRequest) => boolean
  readonly fault: Fault
  /** How many requests it meets before it is spent; `Infinity` for a fault that stays. */
  readonly times: number
}
