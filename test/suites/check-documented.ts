import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { matchGatewayRoute } from '../../testing/cloud/rest-api-event.ts'
import type { ApiAnswer } from './api-caller.ts'

interface Described {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, unknown>>
}
type Operations = Readonly<Record<string, { readonly responses: Readonly<Record<string, Described>> }>>

const file = new URL('../../docs/openapi.json', import.meta.url)
const document = JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Readonly<Record<string, Operations>> }
// OpenAPI has words of its own beside the schema's, and its formats are hints.
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi', true, false)

/**
 * Holds every answer to `docs/openapi.json`: its status, that status's headers, and its body by that status's schema.
 * What the gateway answers by itself, without our body, is held by its status alone.
 *
 * @throws Error when the document does not say that this route answers this
 */
export function checkDocumented(method: string, path: string, { status, headers, json }: ApiAnswer): void {
  const route = matchGatewayRoute(method, `/api${path}`.replace(/\?.*$/, ''))?.route
  if (route === undefined) return
  const described = document.paths[route.path]?.[method.toLowerCase()]?.responses[status]
  if (described === undefined)
    throw new Error(`docs/openapi.json does not tell that ${method} ${path} answers ${status}.`)
  const type = headers.get('content-type')?.replace(/;.*$/, '') ?? 'nothing'
  const known = described.content === undefined || type in described.content
  if (!known && status >= 400) return
  if (!known) throw new Error(`${method} ${path} answered ${status} as ${type}, which docs/openapi.json does not tell.`)
  const missing = Object.keys(described.headers ?? {}).filter((name) => !headers.has(name))
  if (missing.length > 0) throw new Error(`${method} ${path} answered ${status} without ${missing.join(', ')}.`)
  if (described.content === undefined) return
  const place = ['paths', route.path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema']
  const pointer = place.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  if (ajv.validate({ $ref: `openapi#/${pointer}` }, json)) return
  throw new Error(`${method} ${path} answered ${status} otherwise than docs/openapi.json tells: ${ajv.errorsText()}`)
}
