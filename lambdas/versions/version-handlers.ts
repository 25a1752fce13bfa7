import type { RouteHandlers } from '../gateway/route-handler.ts'
import { type GetVersionPorts, getVersion } from './get-version.ts'
import { type KeepVersionPorts, keepVersion } from './keep-version.ts'
import { type ListVersionsPorts, listVersions } from './list-versions.ts'

export type VersionPorts = ListVersionsPorts & Omit<KeepVersionPorts & GetVersionPorts, 'meter'>

type VersionRoutes = 'listVersions' | 'getVersion' | 'keepVersion'

/** The routes of a project's history. */
export function versionHandlers(ports: VersionPorts): Pick<RouteHandlers<'projects'>, VersionRoutes> {
  const placeOf = ({ userId }: { readonly userId: string }, { projectId }: { readonly projectId: string }) => ({
    userId,
    projectId,
  })
  return {
    listVersions: async ({ caller, params, query }) => ({
      status: 200,
      body: await listVersions(ports, placeOf(caller, params), query),
    }),
    getVersion: async ({ caller, params, meter }) => ({
      status: 200,
      body: await getVersion({ ...ports, meter }, placeOf(caller, params), params.version),
    }),
    keepVersion: async ({ caller, params, body, meter }) => {
      const { isNew, reply } = await keepVersion({ ...ports, meter }, placeOf(caller, params), body)
      return { status: isNew ? 201 : 200, body: reply }
    },
  }
}
