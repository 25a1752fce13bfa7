import { ApiFailure } from '../../lambdas/errors/api-failure.ts'
import { deleteProject } from '../../lambdas/projects/delete-project.ts'
import type { MeteredProjectPorts, ProjectPorts } from '../../lambdas/projects/project-ports.ts'
import { putProject } from '../../lambdas/projects/put-project.ts'
import { projectBody } from '../suites/project-fixture.ts'
import type { SkewedClocks } from './skewed-clocks.ts'

interface Known {
  readonly id: string
  readonly version: number
  readonly isDeleted: boolean
}

/** How many writes of each kind were taken, and how many came too late. */
export interface WriteCounts {
  created: number
  changed: number
  deleted: number
  undeleted: number
  refused: number
}

const projectCount = 120
const noMeter = { add: () => undefined }

/** Devices that write the projects of one user, over each other too. */
export class ProjectWriters {
  readonly counts: WriteCounts = { created: 0, changed: 0, deleted: 0, undeleted: 0, refused: 0 }
  readonly #known = new Map<string, Known>()
  readonly #ports: Omit<ProjectPorts, 'clock'>
  readonly #userId: string
  readonly #clocks: SkewedClocks
  readonly #random: () => number
  #mutations = 0

  constructor(
    ports: Omit<ProjectPorts, 'clock'>,
    userId: string,
    world: { clocks: SkewedClocks; random: () => number },
  ) {
    this.#ports = ports
    this.#userId = userId
    this.#clocks = world.clocks
    this.#random = world.random
  }

  get taken(): number {
    const { created, changed, deleted, undeleted } = this.counts
    return created + changed + deleted + undeleted
  }

  /** One write of one project, on the version that was last heard of. */
  async write(): Promise<void> {
    const id = `p${Math.floor(this.#random() * projectCount)}`
    const known = this.#known.get(id) ?? { id, version: 0, isDeleted: true }
    const deletes = !known.isDeleted && this.#random() < 0.4
    try {
      const version = await this.#clocks.request((clock) =>
        this.#send(known, deletes, { ...this.#ports, clock, meter: noMeter }),
      )
      this.#hear({ id, version, isDeleted: deletes })
      const restores = known.version === 0 ? 'created' : 'undeleted'
      this.counts[deletes ? 'deleted' : known.isDeleted ? restores : 'changed'] += 1
    } catch (error) {
      this.counts.refused += 1
      this.#hear(currentOf(id, error))
    }
  }

  async #send({ id, version }: Known, deletes: boolean, ports: MeteredProjectPorts): Promise<number> {
    const mutationId = `m${++this.#mutations}`
    if (deletes) return (await deleteProject(ports, this.#userId, id, { baseVersion: version, mutationId })).version
    const body = projectBody({ baseVersion: version, mutationId, name: `${id} by ${mutationId}` })
    return (await putProject(ports, this.#userId, id, body)).version
  }

  #hear(known: Known): void {
    if (known.version > (this.#known.get(known.id)?.version ?? 0)) this.#known.set(known.id, known)
  }
}

/** What a refusal tells of the version in force; anything else is a failure. */
function currentOf(id: string, error: unknown): Known {
  if (!(error instanceof ApiFailure)) throw error
  const { payload } = error as { payload?: { winner?: { version: number }; version?: number } }
  if (error.code === 'version-conflict' && payload?.winner)
    return { id, version: payload.winner.version, isDeleted: false }
  if (error.code === 'project-deleted' && payload?.version) return { id, version: payload.version, isDeleted: true }
  throw error
}
