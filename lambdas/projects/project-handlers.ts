import type { RouteHandlers } from '../gateway/route-handler.ts'
import { checkIfMatch } from './check-if-match.ts'
import { deleteProject } from './delete-project.ts'
import { getProject } from './get-project.ts'
import { listProjects } from './list-projects.ts'
import { type PutProjectPorts, putProject } from './put-project.ts'

/** The routes of the `projects` function over their ports. */
export function projectHandlers(ports: Omit<PutProjectPorts, 'meter'>): RouteHandlers<'projects'> {
  return {
    listProjects: async ({ caller, query, headers }) => {
      const result = await listProjects(ports, caller.userId, query, headers['if-none-match'])
      if (result.kind === 'unchanged') return { status: 304, headers: { etag: result.etag } }
      return { status: 200, headers: { etag: result.etag }, body: result.list }
    },
    getProject: async ({ caller, params, headers }) => {
      const result = await getProject(ports, caller.userId, params.projectId, headers['if-none-match'])
      if (result.kind === 'unchanged') return { status: 304, headers: { etag: result.etag } }
      return { status: 200, headers: { etag: result.etag }, body: result.project }
    },
    putProject: async ({ caller, params, body, headers, meter }) => {
      checkIfMatch(headers['if-match'], body.baseVersion)
      return { status: 200, body: await putProject({ ...ports, meter }, caller.userId, params.projectId, body) }
    },
    deleteProject: async ({ caller, params, body, headers, meter }) => {
      checkIfMatch(headers['if-match'], body.baseVersion)
      return { status: 200, body: await deleteProject({ ...ports, meter }, caller.userId, params.projectId, body) }
    },
  }
}
