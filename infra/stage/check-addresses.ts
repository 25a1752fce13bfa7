import { isKnown, refuse } from './refuse.ts'
import type { Accounts, Domain, Gateway } from './stage.ts'

const hostName = /^([a-z0-9-]+\.)+[a-z]{2,}$/
const poolId = /^[a-z]+(-[a-z]+)+-\d+_[A-Za-z0-9]+$/
const certificate = /^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/
const kinds = ['pool', 'existing-pool', 'issuer']
const ownComputer = new Set(['localhost', '127.0.0.1', 'host.docker.internal'])

/** @throws RangeError when an origin is none, or there is no origin at all */
export function checkOrigins(origins: readonly string[]): void {
  if (origins.length === 0)
    refuse('allowedOrigins', origins, 'lets no page in; name your app’s, as https://app.example.com')
  for (const origin of origins.filter((each) => each !== '*' && isKnown(each))) {
    const url = urlOf(origin)
    if (url === undefined || !/^https?:$/.test(url.protocol))
      refuse('The origin', origin, 'is no web address; write it as https://app.example.com')
    if (url.origin !== origin) refuse('The origin', origin, `is more than an origin; write ${url.origin}`)
  }
}

/**
 * A star stands for all an origin has after its scheme, or for all of it: any other an HTTP API takes by the letter, and
 * so lets no page in. Source: API Gateway's Developer Guide, "Configure CORS for HTTP APIs".
 *
 * @throws RangeError when an origin that may call the API could be no page's
 */
export function checkCallers(gateway: Gateway): void {
  const origins = gateway.kind === 'http' ? gateway.allowedOrigins : []
  for (const origin of origins.filter((each) => isKnown(each) && each.includes('*'))) {
    if (!/^(https?:\/\/)?\*$/.test(origin))
      refuse('The origin', origin, 'is no page’s, for the API knows no part of a name; name each, or write https://*')
  }
}

/** @throws RangeError when the API's own name or its certificate cannot be */
export function checkDomain(gateway: Gateway): void {
  const domain: Domain | undefined = gateway.kind === 'http' ? gateway.domain : undefined
  if (domain === undefined) return
  const { name, certificateArn } = domain
  if (isKnown(name) && !hostName.test(name))
    refuse('The domain', name, 'is no host name in lower case; write it as api.example.com')
  if (isKnown(certificateArn) && !certificate.test(certificateArn))
    refuse(
      'The certificate',
      certificateArn,
      'is no certificate’s ARN; Certificate Manager shows it, in the API’s region',
    )
}

/** @throws RangeError when no token of this issuer could ever be taken */
export function checkAccounts(accounts: Accounts): void {
  if (!kinds.includes(accounts.kind))
    refuse('accounts.kind', accounts.kind, `is none; write one of ${kinds.join(', ')}`)
  if (accounts.kind === 'existing-pool') {
    const { userPoolId, userPoolClientId, region } = accounts
    if (isKnown(userPoolId) && !poolId.test(userPoolId))
      refuse('The user pool', userPoolId, 'is no pool’s id; Cognito shows it as eu-west-1_AbCdEf123')
    if (!userPoolClientId)
      refuse('accounts.userPoolClientId', userPoolClientId, 'is empty; write the id of your app’s client in that pool')
    if (region !== undefined && isKnown(region) && isKnown(userPoolId) && !userPoolId.startsWith(`${region}_`))
      refuse('accounts.region', region, `is not where the pool ${userPoolId} is; leave it out`)
  }
  if (accounts.kind !== 'issuer') return
  const { issuer, audience, jwksUri } = accounts
  for (const address of jwksUri === undefined ? [issuer] : [issuer, jwksUri]) {
    const url = urlOf(address)
    if (isKnown(address) && !(url?.protocol === 'https:' || (url !== undefined && ownComputer.has(url.hostname))))
      refuse('The issuer’s address', address, 'is not of https; write it as its tokens do, https://login.example.com')
  }
  if (!audience) refuse('The audience', audience, 'is empty; write what your app’s tokens hold as `aud`')
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
