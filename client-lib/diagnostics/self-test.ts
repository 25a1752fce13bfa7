import { listProjects } from '#contract/calls.ts'
import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { askDownload } from '../media/downloads/ask-download.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Page } from '../runtime/page.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { StorageFull } from '../storage/storage-full.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { inTime } from '../transport/in-time.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import { NotSignedIn } from '../transport/not-signed-in.ts'
import type { Transport, TransportReply } from '../transport/transport.ts'
import { fixes, type SelfTestFinding } from './self-test-finding.ts'
import { withoutSecrets } from './without-secrets.ts'

interface SelfTestContext {
  readonly apiUrl: string
  readonly account: string | null
  readonly api: ApiClient
  readonly transport: Transport
  readonly store: LocalStore
  readonly clock: Clock
  readonly isDurable: () => boolean
  readonly hasLocks: boolean
  readonly page: Pick<Page, 'answersAnybody'>
  readonly closing: AbortSignal
}

/** S3 refuses what is signed a quarter of an hour off; tokens are refused sooner. */
const tolerableSkewMs = 5 * 60_000
const timeoutMs = 15_000

/**
 * Tries what the sync rests on, each for itself; empty where all is well. Sends no token but with the API's own
 * requests, and keeps nothing. Each finding has a code and says what helps.
 *
 * @throws SyncClosed
 * @example
 * for (const { detail, fix } of await selfTest(sync)) show(detail, fix)
 */
export async function selfTest(sync: ProjectSync): Promise<readonly SelfTestFinding[]> {
  const { parts, closing } = insideOf(sync)
  closing.throwIfAborted()
  const context = { ...parts, closing }
  const found = await Promise.all([testStorage(context), testLocks(context), testApi(context), testStore(context)])
  return found.flat()
}

async function testStorage({ store, isDurable }: SelfTestContext): Promise<SelfTestFinding[]> {
  const row = { schemaVersion: 1, kind: 'probe' } as const
  try {
    await store.transact([], () => ({ changes: [{ put: 'device', key: 'probe', row }], result: undefined }))
    await store.transact([], () => ({ changes: [{ remove: 'device', key: 'probe' }], result: undefined }))
    return isDurable() ? [] : [finding('storage-blocked', 'This browser keeps nothing for the app.')]
  } catch (error) {
    return [finding(error instanceof StorageFull ? 'storage-full' : 'storage-blocked', String(error))]
  }
}

function testLocks({ hasLocks }: SelfTestContext): SelfTestFinding[] {
  return hasLocks ? [] : [finding('locks-missing', 'This browser has no Web Locks.')]
}

async function testApi(context: SelfTestContext): Promise<SelfTestFinding[]> {
  const url = `${context.apiUrl}/api/projects?limit=1`
  try {
    // Without token and version: the API refuses it, or is too busy to.
    const reply = await send(context, url)
    const isOurs = [401, 426, 429].includes(reply.status) || reply.status >= 500
    const elsewhere = finding('api-elsewhere', `Without a token the API answers 401; here ${reply.status} came.`)
    return [...testClock(reply, context.clock), ...(isOurs ? await testToken(context, url) : [elsewhere])]
  } catch (error) {
    if (context.closing.aborted) return []
    return [finding((await context.page.answersAnybody(url)) ? 'api-cors' : 'api-unreachable', String(error))]
  }
}

/** As the sync itself asks; what may pass by itself is none. */
async function testToken(context: SelfTestContext, url: string): Promise<SelfTestFinding[]> {
  const { account, api, closing } = context
  if (account === null) return []
  try {
    await api.call(listProjects, { params: {}, query: { limit: 1 }, signal: closing })
    return []
  } catch (error) {
    const code = closing.aborted ? undefined : await codeOf(error, () => context.page.answersAnybody(url))
    if (!code) return []
    const { message, cause } = error as Error
    return [finding(code, withoutSecrets(cause === undefined ? message : `${message} ${cause}`))]
  }
}

/** @param answersAnybody whether it is there, though a page may not see what it says */
async function codeOf(
  error: unknown,
  answersAnybody: () => Promise<boolean>,
): Promise<SelfTestFinding['code'] | undefined> {
  if (error instanceof NotSignedIn) return 'token-refused'
  // It refuses who has no token before it looks where to.
  if (error instanceof ApiFailure && error.problem.code === 'route-not-found') return 'api-elsewhere'
  if (!(error instanceof NetworkFailed)) return undefined
  if (error.reason === 'no-token') return 'token-source-failed'
  // It answered a request that bore no headers.
  return error.reason === 'no-connection' && (await answersAnybody()) ? 'api-cors' : undefined
}

/** Where the page may not see the answer's date, nothing is known of the clock. */
function testClock({ headers }: TransportReply, clock: Clock): SelfTestFinding[] {
  const skewMs = clock.nowMs() - Date.parse(headers.date ?? '')
  if (!(Math.abs(skewMs) > tolerableSkewMs)) return []
  const minutes = Math.round(Math.abs(skewMs) / 60_000)
  return [finding('clock-skew', `This device’s clock is ${minutes} minutes ${skewMs > 0 ? 'ahead' : 'behind'}.`)]
}

/** By the first byte of a file that the cloud has; where it has none, nothing is known of the store's rule. */
async function testStore(context: SelfTestContext): Promise<SelfTestFinding[]> {
  const url = await someAddress(context).catch(() => undefined)
  if (url === undefined) return []
  try {
    // The second is for the preflight alone: what is sent whole names it.
    await send(context, url, { range: 'bytes=0-0', 'if-none-match': '0' })
    return []
  } catch (error) {
    if (context.closing.aborted) return []
    return [finding((await context.page.answersAnybody(url)) ? 'store-cors' : 'store-unreachable', String(error))]
  }
}

async function someAddress({ store, api, closing }: SelfTestContext): Promise<string | undefined> {
  const rows = await store.all('assets')
  const [, row] = rows.find(([, one]) => (one.origin === 'cloud' ? one.state : one.upload.phase) === 'stored') ?? []
  return row && (await askDownload(api, { projectId: row.projectId, assetId: row.assetId }, closing))?.url
}

function send(
  { transport, clock, closing }: SelfTestContext,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TransportReply> {
  return inTime({ clock, timeoutMs, signal: closing }, (signal) =>
    transport.send({ method: 'GET', url, headers, signal }),
  )
}

function finding(code: SelfTestFinding['code'], detail: string): SelfTestFinding {
  return { code, detail, fix: fixes[code] }
}
