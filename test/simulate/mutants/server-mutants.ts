import type { ProjectStore } from '../../../lambdas/projects/project-store.ts'
import { bytesOf, type ServerReply, type ServerRequest } from '../../../testing/cloud/http-message.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import type { Mutant } from './mutant.ts'

/** By how much a listing of changes reads what came before it. */
const overlapMs = 150_000

/** Bugs of the server, put in between its functions and their stores. */
export const serverMutants: readonly Mutant[] = [
  { name: 'a replay answers the current version', reply: newestForReplay },
  {
    name: '`since` without overlap',
    ports: (ports) => {
      const { projects } = ports
      const list: ProjectStore['list'] = (userId, selection, limit, after) => {
        const late = selection.kind === 'changed' ? { ...selection, fromMs: selection.fromMs + overlapMs } : selection
        return projects.list(userId, late, limit, after)
      }
      const store: ProjectStore = {
        write: (write) => projects.write(write),
        delete: (deletion) => projects.delete(deletion),
        erase: (...named) => projects.erase(...named),
        get: (userId, id) => projects.get(userId, id),
        list,
      }
      return { ...ports, projects: store }
    },
  },
  {
    name: 'the sweep ignores pins',
    cloud: ({ database }) => {
      database.pins.get = () => undefined
    },
  },
  { name: 'trust in ETag as checksum', cloud: trustETags },
  {
    name: 'ListParts’ first page only',
    cloud: ({ objects }) => {
      const listParts = objects.listParts.bind(objects)
      objects.listParts = async (place) => {
        const listing = await listParts(place)
        return listing.kind === 'gone' ? listing : { ...listing, parts: listing.parts.slice(0, 1) }
      }
    },
  },
  {
    name: '`media_rev` not raised',
    cloud: ({ database }) => {
      const { projects } = database
      const set = projects.set.bind(projects)
      projects.set = (key, row) => {
        const before = projects.get(key)
        const isMediaAlone = before !== undefined && before.version === row.version
        return isMediaAlone ? projects : set(key, row)
      }
    },
  },
]

function newestForReplay(request: ServerRequest, reply: ServerReply): ServerReply {
  if (request.method !== 'PUT' || reply.status !== 200 || !request.url.includes('/api/')) return reply
  const body = JSON.parse(new TextDecoder().decode(reply.body)) as { currentVersion: number }
  return { ...reply, body: bytesOf(JSON.stringify({ ...body, version: body.currentVersion })) }
}

/** The store takes whatever arrives under the checksum that it was said to have. */
function trustETags(server: MemoryServer): void {
  const { objects } = server
  const handle = server.handle.bind(server)
  server.handle = async (request) => {
    const reply = await handle(request)
    const checksum = request.headers['x-amz-checksum-sha256']
    if (reply.status !== 400 || checksum === undefined || !request.url.startsWith(server.storeUrl)) return reply
    const storageKey = new URL(request.url).pathname.slice(1)
    const bytes = bytesOf(request.body)
    const open = [...objects.uploads.values()].find((upload) => upload.storageKey === storageKey)
    // Part numbers are not in the address here; the first that is not there yet is the one.
    if (open) open.parts.set(open.parts.size + 1, { bytes, checksum })
    else objects.objects.set(storageKey, { bytes, checksum })
    return { status: 200, headers: { etag: `"${checksum}"`, 'x-amz-checksum-sha256': checksum }, body: bytesOf('') }
  }
}
