import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import type { PutProjectBody } from '#contract/project-requests.ts'

export const issuer = 'https://issuer.example'
export const audience = 'client'
const lateSeconds = 4_102_444_800
const claims = { iss: issuer, sub: 'user', exp: lateSeconds, token_use: 'access', client_id: audience }
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The HTTP API's event of a write that makes this document a project's next version. */
export function writeEvent(document: string): object {
  const body: PutProjectBody = {
    baseVersion: 1,
    mutationId: 'mutation',
    name: 'A day at the sea',
    document: { kind: 'inline', encoding: 'identity', data: document },
    assetIds: [],
  }
  return {
    version: '2.0',
    routeKey: 'PUT /api/projects/{projectId}',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${part({})}`,
      [contractVersionHeader]: String(contractVersion),
    },
    pathParameters: { projectId: 'project' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'bench', authorizer: { jwt: { claims } } },
  }
}
