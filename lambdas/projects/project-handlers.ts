import type { RouteHandlers } from '../gateway/route-handler.ts'
import { checkIfMatch } from './check-if-match.ts'
import { conditionalReply } from './conditional-read.ts'
import { deleteProject } from './delete-project.ts'
import { getProject } from './get-project.ts'
import { type ListProjectsPorts, listProjects } from './list-projects.ts'
import { type PutProjectPorts, putProject } from './put-project.ts'

/** The routes of the `projects` function over their ports. */
export function projectHandlers(ports: Omit<PutProjectPorts, 'meter'> & ListProjectsPorts): RouteHandlers<'projects'> {
  return {
    listProjects: async ({ caller, query, headers }) =>
      conditionalReply(await listProjects(ports, caller.userId, query, headers['if-none-match'])),
    getProject: async ({ caller, params, headers }) =>
      conditionalReply(await getProject(ports, caller.userId, params.projectId, headers['if-none-match'])),
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
