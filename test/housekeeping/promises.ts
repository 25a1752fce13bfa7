import { Broken } from './broken.ts'
import type { LaggingStream } from './lagging-stream.ts'
import { assetsOf, listsOf, type Standing, standingOf } from './standing.ts'
import type { WorldPorts } from './world-ports.ts'

/**
 * What one user was told is stored, held against what is there. A promise ends where nothing refers to the asset and it
 * is gone; while anything refers to it, it must be there, row, bytes and all.
 */
export class Promises {
  readonly #ports: WorldPorts
  readonly #stream: LaggingStream
  readonly #userId: string
  /** `project#asset`. */
  readonly #told = new Set<string>()
  #referredTo: ReadonlySet<string> = new Set()

  constructor(ports: WorldPorts, stream: LaggingStream, userId: string) {
    this.#ports = ports
    this.#stream = stream
    this.#userId = userId
  }

  stored(projectId: string, assetId: string): void {
    this.#told.add(`${projectId}#${assetId}`)
  }

  /** Of a write's reply: all the others are there. */
  listed(projectId: string, assetIds: readonly string[], missing: readonly string[]): void {
    for (const assetId of assetIds.filter((id) => !missing.includes(id))) this.stored(projectId, assetId)
    for (const assetId of missing) {
      const key = `${projectId}#${assetId}`
      if (this.#told.has(key) && this.#referredTo.has(key)) throw new Broken(`${key} was told to be missing.`)
      this.#told.delete(key)
    }
  }

  /** The assets of one project that were told to be stored. */
  toldOf(projectId: string): readonly string[] {
    const keys = [...this.#told].map((key) => key.split('#'))
    return keys.filter(([project]) => project === projectId).map(([, assetId = '']) => assetId)
  }

  forget(projectId: string): void {
    for (const key of this.#told) if (key.startsWith(`${projectId}#`)) this.#told.delete(key)
  }

  /** @throws Broken */
  async check(): Promise<Standing> {
    const standing = await standingOf(this.#ports, this.#stream, this.#userId)
    const stored = await assetsOf(standing, this.#ports.bytes)
    const referredTo = await listsOf(standing, this.#ports.bytes)
    for (const key of this.#told) {
      if (stored.has(key)) continue
      if (referredTo.has(key)) throw new Broken(`${key} is referred to, and not stored any more.`)
      this.#told.delete(key)
    }
    this.#referredTo = referredTo
    return standing
  }
}
