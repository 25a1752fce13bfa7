import { contractVersion } from '#contract/contract-version.ts'
import type { Route } from '#contract/route.ts'
import { commonErrors, type RouteName, routes } from '#contract/routes.ts'
import {
  contractVersionParameter,
  describeParameters,
  ifMatchParameter,
  ifNoneMatchParameter,
} from './describe-parameters.ts'
import { describeProblems, problemSchemas } from './describe-problems.ts'
import { describeReplies } from './describe-replies.ts'
import { functionSummaries } from './function-summaries.ts'
import { type JsonSchema, jsonSchema, namedSchemas } from './json-schemas.ts'
import { routeSummaries } from './route-summaries.ts'
import { usedSchemas } from './used-schemas.ts'

const info = {
  title: 'Reelsync API',
  version: String(contractVersion),
  description:
    "Cloud sync of project documents and media. Made from the contract's own routes and schemas; media bytes travel by presigned addresses, not through this API.",
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

/** The contract as OpenAPI 3.1: nothing in it is said twice by hand but what each route is for. */
export function openApiDocument(): JsonSchema {
  const paths = describePaths()
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: '/', description: 'The address that a deployed stack gives as its output `apiUrl`.' }],
    tags: Object.entries(functionSummaries).map(([name, description]) => ({ name, description })),
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas: usedSchemas(paths, { ...namedSchemas(), ...problemSchemas() }),
      parameters: {
        ContractVersion: contractVersionParameter,
        IfMatch: ifMatchParameter,
        IfNoneMatch: ifNoneMatchParameter,
      },
      headers: {
        ContractVersion: { description: 'The version that was answered.', schema: { type: 'string' } },
        ETag: { description: 'Names this state; for `if-none-match`.', schema: { type: 'string' } },
        RequestId: { description: 'Names the request, as its log does.', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
      },
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of the configured client; an ID token is refused.',
        },
      },
    },
  }
}

/** The document as `docs/openapi.json` holds it. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), undefined, 2)}\n`
}

function describePaths(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const path = paths[route.path] ?? {}
    paths[route.path] = { ...path, [route.method.toLowerCase()]: describeOperation(name, route) }
  }
  return paths
}

function describeOperation(name: RouteName, route: Route): JsonSchema {
  return {
    operationId: name,
    summary: routeSummaries[name],
    tags: [route.function],
    parameters: describeParameters(route),
    ...(route.body.type === 'undefined' ? {} : { requestBody: requestBody(route) }),
    responses: { ...describeReplies(route), ...describeProblems([...commonErrors, ...route.errors]) },
  }
}

function requestBody(route: Route): JsonSchema {
  return { required: true, content: { 'application/json': { schema: jsonSchema(route.body) } } }
}
