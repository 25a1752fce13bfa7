import type { RouteHandlers } from '../gateway/route-handler.ts'
import { getProject } from './get-project.ts'
import { listProjects } from './list-projects.ts'
import { type PutProjectPorts, putProject } from './put-project.ts'

/** The routes of the `projects` function over their ports. */
export function projectHandlers(ports: PutProjectPorts): RouteHandlers<'projects'> {
  return {
    listProjects: async ({ caller, query }) => ({
      status: 200,
      body: await listProjects(ports, caller.userId, query),
    }),
    getProject: async ({ caller, params, headers }) => {
      const result = await getProject(ports, caller.userId, params.projectId, headers['if-none-match'])
      if (result.kind === 'unchanged') return { status: 304, headers: { etag: result.etag } }
      return { status: 200, headers: { etag: result.etag }, body: result.project }
    },
    putProject: async ({ caller, params, body }) => ({
      status: 200,
      body: await putProject(ports, caller.userId, params.projectId, body),
    }),
  }
}
