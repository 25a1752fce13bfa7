import { eraseAccount } from '../accounts/erase-account.ts'
import { getUsage } from '../accounts/get-usage.ts'
import type { RouteHandlers } from '../gateway/route-handler.ts'
import { presignSnapshot } from '../snapshots/presign-snapshot.ts'
import { type VersionPorts, versionHandlers } from '../versions/version-handlers.ts'
import { checkIfMatch } from './check-if-match.ts'
import { conditionalReply } from './conditional-read.ts'
import { deleteProject } from './delete-project.ts'
import { getProject } from './get-project.ts'
import { type ListProjectsPorts, listProjects } from './list-projects.ts'
import type { ProjectPorts } from './project-ports.ts'
import { putProject } from './put-project.ts'

/** The routes of the `projects` function over their ports. */
export function projectHandlers(
  ports: ProjectPorts & ListProjectsPorts & Pick<VersionPorts, 'retention'>,
): RouteHandlers<'projects'> {
  return {
    ...versionHandlers(ports),
    getUsage: async ({ caller }) => ({ status: 200, body: await getUsage(ports, caller.userId) }),
    listProjects: async ({ caller, query, headers }) =>
      conditionalReply(await listProjects(ports, caller.userId, query, headers['if-none-match'])),
    getProject: async ({ caller, params, headers, meter }) => {
      const known = headers['if-none-match']
      return conditionalReply(await getProject({ ...ports, meter }, caller.userId, params.projectId, known))
    },
    putProject: async ({ caller, params, body, headers, meter }) => {
      checkIfMatch(headers['if-match'], body.baseVersion)
      return { status: 200, body: await putProject({ ...ports, meter }, caller.userId, params.projectId, body) }
    },
    presignSnapshot: async ({ caller, body, meter }) => ({
      status: 200,
      body: await presignSnapshot({ ...ports, meter }, caller.userId, body),
    }),
    eraseAccount: async ({ caller, body }) => {
      const reply = await eraseAccount(ports, caller.userId, body)
      if (reply.state === 'erased') return { status: 200, body: reply }
      return { status: 202, headers: { 'retry-after': String(Math.ceil(reply.retryAfterMs / 1000)) }, body: reply }
    },
    deleteProject: async ({ caller, params, body, headers, meter }) => {
      checkIfMatch(headers['if-match'], body.baseVersion)
      return { status: 200, body: await deleteProject({ ...ports, meter }, caller.userId, params.projectId, body) }
    },
  }
}
