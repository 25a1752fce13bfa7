import { OAuth2Server } from 'oauth2-mock-server'
import { freePort } from '../../dev/processes/free-port.ts'

/** What a test process needs to mint this issuer's tokens; plain data, so that it can be handed to it. */
export interface IssuerKeys {
  readonly issuer: string
  readonly audience: string
  readonly privateKey: Record<string, unknown>
}

export interface LocalIssuer {
  readonly keys: IssuerKeys
  /** What a stage that trusts it is told. */
  readonly trust: { readonly issuer: string; readonly audience: string; readonly jwksUri: string }
  close(): Promise<void>
}

const audience = 'reelsync-tests'

/**
 * Starts an OIDC issuer that serves its key set over http.
 *
 * @param reach where functions find this machine: its own address, or the name it has inside a container
 */
export async function startLocalIssuer(reach: { readonly bind: string; readonly host: string }): Promise<LocalIssuer> {
  const server = new OAuth2Server()
  const { kid } = await server.issuer.keys.generate('RS256')
  await server.start(await freePort(), reach.bind)
  const issuer = server.issuer.url
  const privateKey = server.issuer.keys.toJSON(true).find((key) => key.kid === kid)
  if (issuer === undefined || privateKey === undefined) throw new TypeError('The issuer has an address and a key.')
  const jwksUri = `http://${reach.host}:${server.address().port}/jwks`
  return {
    keys: { issuer, audience, privateKey },
    trust: { issuer, audience, jwksUri },
    close: () => server.stop(),
  }
}
