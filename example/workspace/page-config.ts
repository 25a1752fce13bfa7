import * as v from 'valibot'

/** A Cognito user pool. */
const UserPool = v.object({
  kind: v.literal('user-pool'),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  userPoolEndpoint: v.optional(v.string()),
})
export type UserPool = v.InferOutput<typeof UserPool>

/** An issuer beside a local cloud that has no user pools: it lets in whoever asks. */
const LocalIssuer = v.object({ kind: v.literal('local-issuer'), tokenUrl: v.string() })

const PageConfig = v.object({
  apiUrl: v.string(),
  region: v.string(),
  accounts: v.variant('kind', [UserPool, LocalIssuer]),
  demoAccounts: v.optional(v.array(v.object({ email: v.string(), password: v.string() })), []),
})
export type PageConfig = v.InferOutput<typeof PageConfig>

const rememberedKey = 'reelsync-example.config'

/**
 * Where the cloud is, as the page's own server says it; the last answer where it is out of reach, so that the editor opens offline.
 * Undefined where no server ever said.
 */
export async function loadPageConfig(): Promise<PageConfig | undefined> {
  const fetched = await fetchConfig()
  if (fetched !== undefined) localStorage.setItem(rememberedKey, JSON.stringify(fetched))
  return fetched ?? remembered()
}

async function fetchConfig(): Promise<PageConfig | undefined> {
  try {
    const reply = await fetch('/reelsync.json', { cache: 'no-store' })
    return reply.ok ? parsed(await reply.json()) : undefined
  } catch {
    return undefined
  }
}

function remembered(): PageConfig | undefined {
  const text = localStorage.getItem(rememberedKey)
  return text === null ? undefined : parsed(JSON.parse(text))
}

function parsed(value: unknown): PageConfig | undefined {
  const result = v.safeParse(PageConfig, value)
  return result.success ? result.output : undefined
}
