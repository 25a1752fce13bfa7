import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import type { WriteHistoryPorts } from '../../lambdas/versions/write-history.ts'
import { tellHistory } from '../../testing/cloud/tell-history.ts'
import { ToldProjectStore } from '../../testing/cloud/told-project-store.ts'

/** A version on its way into the history. */
interface Told {
  readonly place: ProjectPlace
  readonly row: ProjectRow
  readonly dueMs: number
}

/** Versions of a project store come into the history hours later, in order, as a stream in trouble brings them. */
export class LaggingStream {
  /** The store whose versions it brings. */
  readonly projects: ProjectStore
  readonly #ports: WriteHistoryPorts
  readonly #lagMs: () => number
  #underWay: Told[] = []

  constructor(projects: ProjectStore, ports: WriteHistoryPorts, lagMs: () => number) {
    this.projects = new ToldProjectStore(projects, (place, row) => this.#told(place, row))
    this.#ports = ports
    this.#lagMs = lagMs
  }

  /** Versions that the history does not have yet. */
  underWay({ userId, projectId }: ProjectPlace): readonly ProjectRow[] {
    const mine = this.#underWay.filter(({ place }) => place.userId === userId && place.projectId === projectId)
    return mine.map(({ row }) => row)
  }

  /** Brings what is due. */
  async bring(): Promise<void> {
    const nowMs = this.#ports.clock.nowMs()
    const due = this.#underWay.filter(({ dueMs }) => dueMs <= nowMs)
    for (const { place, row } of due) await tellHistory(this.#ports, place, row)
    this.#underWay = this.#underWay.filter((told) => !due.includes(told))
  }

  #told(place: ProjectPlace, row: ProjectRow): void {
    const { userId, projectId } = place
    // In order: none of a project comes before an earlier one.
    const before = this.#underWay.filter((told) => told.place.userId === userId && told.place.projectId === projectId)
    const dueMs = Math.max(this.#ports.clock.nowMs() + this.#lagMs(), ...before.map((told) => told.dueMs))
    this.#underWay.push({ place, row, dueMs })
  }
}
