import { type RouteName, routes } from '#contract/routes.ts'
import type { CallOptions } from './api-caller.ts'
import { type AssetFixture, makeAsset } from './asset-fixture.ts'
import { deletionOf, erasureOf, freshId, projectBody } from './project-fixture.ts'

/** What paths and bodies name: things that somebody has, or that nobody has. */
export interface Named {
  /** By the names that paths give them. */
  readonly params: Readonly<Record<string, string>>
  readonly asset: AssetFixture
}

/**
 * For each route what is sent to it beside the path: right in every respect where what it names is the caller's.
 */
const bodies: Readonly<Record<string, (named: Named) => CallOptions['body']>> = {
  listProjects: () => undefined,
  getUsage: () => undefined,
  eraseAccount: () => erasureOf(),
  getProject: () => undefined,
  putProject: ({ asset }) => projectBody({ baseVersion: 1, assetIds: [asset.body.assetId] }),
  deleteProject: () => deletionOf(1),
  listVersions: () => undefined,
  getVersion: () => undefined,
  keepVersion: () => {
    const { baseVersion: version, ...content } = projectBody({ baseVersion: 1 })
    return { ...content, version, kept: 'named' }
  },
  presignSnapshot: ({ asset }) => ({ sizeBytes: 100_000, checksum: asset.parts[0]?.checksum }),
  listMedia: () => undefined,
  presignMedia: ({ asset }) => asset.body,
  completeMedia: ({ asset }) => ({ checksum: asset.body.checksum }),
  downloadMedia: () => undefined,
  removeMedia: () => undefined,
}

/** Routes that give each caller something of their own, whatever the ids name. */
export const answersAnybody: ReadonlySet<string> = new Set(['presignSnapshot'])

/** @throws Error when nobody has said what is sent to the route: each new one has to be here */
export function bodyFor(name: RouteName, named: Named): CallOptions['body'] {
  const body = bodies[name]
  if (body === undefined) throw new Error(`Say in route-calls.ts what is sent to ${name}.`)
  return body(named)
}

/** Routes whose path names a thing; the others answer about the caller alone. */
export const namingRoutes = routeNames().filter((name) => routes[name].path.includes('{'))
export const ownRoutes = routeNames().filter((name) => !routes[name].path.includes('{'))

function routeNames(): RouteName[] {
  return Object.keys(routes) as RouteName[]
}

/** Ids that nobody has used. */
export async function namedByNobody(change: Readonly<Record<string, string>> = {}): Promise<Named> {
  const asset = await makeAsset(9 * 1024 * 1024)
  return { params: { projectId: freshId('project'), assetId: asset.body.assetId, version: '1', ...change }, asset }
}

/** A route's path without `/api`, with these ids in it. */
export function pathOf(template: string, params: Named['params']): string {
  return template.replace('/api', '').replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`Say in route-calls.ts what fills {${name}} of ${template}.`)
    return value
  })
}
