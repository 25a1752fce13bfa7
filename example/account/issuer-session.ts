import type { TokenSource } from 'reelsync'
import * as v from 'valibot'
import { type Account, rememberAccount } from './remembered-account.ts'

const TokenReply = v.object({ access_token: v.string(), expires_in: v.number() })

/** A token is asked for anew this long before it ends. */
const marginMs = 60_000

/** Signs in at an issuer beside a local cloud: it asks for no password. */
export async function signInAtIssuer(tokenUrl: string, email: string): Promise<Account> {
  const account = { sub: email.trim().toLowerCase(), email: email.trim() }
  await askForToken(tokenUrl, account)
  await rememberAccount(account)
  return account
}

/** Tokens of that issuer for as long as the account is open here. Rejects where the issuer cannot be reached. */
export function issuerTokenSource(tokenUrl: string, account: Account): TokenSource {
  let kept: { readonly token: string; readonly goodUntilMs: number } | undefined
  return async ({ refresh }) => {
    if (kept !== undefined && !refresh && Date.now() < kept.goodUntilMs) return kept.token
    const { access_token: token, expires_in: seconds } = await askForToken(tokenUrl, account)
    kept = { token, goodUntilMs: Date.now() + seconds * 1000 - marginMs }
    return token
  }
}

async function askForToken(tokenUrl: string, { sub }: Account): Promise<v.InferOutput<typeof TokenReply>> {
  const body = new URLSearchParams({ grant_type: 'password', username: sub, scope: 'projects' })
  const reply = await fetch(tokenUrl, { method: 'POST', body })
  if (!reply.ok) throw new Error(`The local sign-in answered ${reply.status}.`)
  return v.parse(TokenReply, await reply.json())
}
