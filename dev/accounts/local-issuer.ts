import { OAuth2Server } from 'oauth2-mock-server'
import { freePort } from '../processes/free-port.ts'

/** What a test process needs to mint this issuer's tokens; plain data, so that it can be handed to it. */
export interface IssuerKeys {
  readonly issuer: string
  readonly audience: string
  readonly privateKey: Record<string, unknown>
}

export interface LocalIssuer {
  /** Where it answers on this machine. */
  readonly url: string
  readonly port: number
  readonly keys: IssuerKeys
  /** What a stage that trusts it is told. */
  readonly trust: { readonly issuer: string; readonly audience: string; readonly jwksUri: string }
  close(): Promise<void>
}

export interface LocalIssuerOptions {
  /** Where functions find this machine: its own address, or the name it has inside a container. */
  readonly machine: { readonly bind: string; readonly host: string }
  readonly audience: string
  /** What its tokens name in `iss`, where that is to outlive the port; its address when left out. */
  readonly name?: string
  /** Taken when it is free. */
  readonly port?: number
}

/** Starts an OIDC issuer that serves its key set over http, and gives whoever asks a token: for local clouds alone. */
export async function startLocalIssuer({ machine, audience, name, port }: LocalIssuerOptions): Promise<LocalIssuer> {
  const server = new OAuth2Server()
  const { kid } = await server.issuer.keys.generate('RS256')
  await server.start(await freePort(port), machine.bind)
  if (name !== undefined) server.issuer.url = name
  const issuer = server.issuer.url
  const privateKey = server.issuer.keys.toJSON(true).find((key) => key.kid === kid)
  if (issuer === undefined || privateKey === undefined) throw new TypeError('The issuer has an address and a key.')
  server.issuer.on('beforeSigning', ({ payload }: { payload: Record<string, unknown> }) => {
    payload.aud ??= audience
  })
  const taken = server.address().port
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    keys: { issuer, audience, privateKey },
    trust: { issuer, audience, jwksUri: `http://${machine.host}:${taken}/jwks` },
    close: () => server.stop(),
  }
}
