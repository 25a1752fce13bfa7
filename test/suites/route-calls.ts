import type { RouteName, routes } from '#contract/routes.ts'
import type { CallOptions } from './api-caller.ts'
import { type AssetFixture, makeAsset } from './asset-fixture.ts'
import { deletionOf, freshId, projectBody } from './project-fixture.ts'

/** What paths and bodies name: things that somebody has, or that nobody has. */
export interface Named {
  /** By the names that paths give them. */
  readonly params: Readonly<Record<string, string>>
  readonly asset: AssetFixture
}

/** Routes whose path names a thing; the others answer about the caller alone. */
export type NamingRoute = {
  [N in RouteName]: (typeof routes)[N]['path'] extends `${string}{${string}` ? N : never
}[RouteName]

/**
 * For each route that names something, what is sent to it beside the path: right in every respect where the thing is
 * the caller's. A route of the contract without a line here does not compile.
 */
export const bodyOfRoute: { readonly [N in NamingRoute]: (named: Named) => CallOptions['body'] } = {
  getProject: () => undefined,
  putProject: ({ asset }) => projectBody({ baseVersion: 1, assetIds: [asset.body.assetId] }),
  deleteProject: () => deletionOf(1),
  listMedia: () => undefined,
  presignMedia: ({ asset }) => asset.body,
  completeMedia: ({ asset }) => ({ checksum: asset.body.checksum }),
  downloadMedia: () => undefined,
}

/** Ids that nobody has used. */
export async function namedByNobody(change: Readonly<Record<string, string>> = {}): Promise<Named> {
  const asset = await makeAsset(9 * 1024 * 1024)
  return { params: { projectId: freshId('project'), assetId: asset.body.assetId, ...change }, asset }
}

/** A route's path without `/api`, with these ids in it. */
export function pathOf(template: string, params: Named['params']): string {
  return template.replace('/api', '').replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`Say in route-calls.ts what fills {${name}} of ${template}.`)
    return value
  })
}
