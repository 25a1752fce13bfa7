import type { CloudSync } from '../../../client-lib/cloud-sync.ts'
import { createCloudSync } from '../../../client-lib/create-cloud-sync.ts'
import { type CallArguments, type CallName, calls } from './calls.ts'
import { type LookArguments, type LookName, looks, type Seen } from './looks.ts'

export type TokenMode = 'good' | 'none' | 'expired'

export interface Entry {
  readonly apiUrl: string
  readonly account: string | null
  readonly deviceName: string
  readonly tokens: { readonly good: string; readonly expired: string }
}

/** How a call ended, told to whoever drives the browser. */
export interface Told {
  readonly key: string
  readonly name: CallName
  /** What the call has told. */
  readonly answer?: string
  /** The error that it was refused with: its name, and all that it says. */
  readonly refusal?: { readonly name: string; readonly text: string }
}

/** An app that has no store: what the test's own process asks of it. */
export interface SoakPage {
  tokenMode: TokenMode
  enter(entry: Entry): void
  /** Begins a call, and says so at once: whoever asked need not wait for it. */
  start<N extends CallName>(key: string, name: N, ...rest: CallArguments<N>): void
  look<N extends LookName>(name: N, ...rest: LookArguments<N>): Promise<Seen<N>>
  /** Calls that were not answered yet. */
  unanswered(): readonly string[]
}

declare global {
  var soak: SoakPage
  var tellSoak: (what: Told) => Promise<void>
}

let sync: CloudSync | undefined
const open = new Map<string, CallName>()

function entered(): CloudSync {
  if (sync === undefined) throw new Error('Enter first.')
  return sync
}

async function answerOf(key: string, name: CallName, run: () => Promise<unknown>): Promise<Told> {
  try {
    const answer = await run()
    return { key, name, ...(typeof answer === 'string' && { answer }) }
  } catch (error) {
    const { name: of, message, cause } = error as Error
    return { key, name, refusal: { name: of, text: `${of}: ${message}${cause ? ` (${cause})` : ''}` } }
  }
}

globalThis.soak = {
  tokenMode: 'good',
  enter({ apiUrl, account, deviceName, tokens }) {
    const getToken = async () => {
      if (account === null || soak.tokenMode === 'none') return null
      return tokens[soak.tokenMode]
    }
    sync = createCloudSync({ apiUrl, account, deviceName, getToken })
  },
  start(key, name, ...rest) {
    const on = entered()
    const run = calls[name] as (sync: CloudSync, ...rest: unknown[]) => Promise<unknown>
    open.set(key, name)
    void answerOf(key, name, () => run(on, ...rest)).then((what) => {
      open.delete(key)
      // Nobody may be there any more.
      return tellSoak(what).catch(() => undefined)
    })
  },
  async look<N extends LookName>(name: N, ...rest: LookArguments<N>) {
    const run = looks[name] as unknown as (sync: CloudSync, ...rest: LookArguments<N>) => Promise<Seen<N>>
    return await run(entered(), ...rest)
  },
  unanswered: () => Array.from(open, ([key, name]) => `${key} ${name}`),
}
