import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import type { RunContext } from '../run/run-context.ts'
import type { SimCloud } from './sim-cloud.ts'

/** What a device that is not simulated does with a project of an account: another client of the same cloud. */
export class Elsewhere {
  readonly #context: RunContext
  readonly #cloud: SimCloud
  #mutations = 0

  constructor(context: RunContext, cloud: SimCloud) {
    this.#context = context
    this.#cloud = cloud
  }

  async delete(account: string, projectId: string): Promise<void> {
    const current = this.#cloud.current(account, projectId)
    if (!current || current.deletedAtMs !== undefined) return
    this.#context.faults.note('deleted-elsewhere')
    await this.#send(account, projectId, 'DELETE', { baseVersion: current.version })
  }

  async undelete(account: string, projectId: string): Promise<void> {
    const current = this.#cloud.current(account, projectId)
    if (current?.deletedAtMs === undefined) return
    const { book } = this.#context
    const name = book.nextLabel()
    const data = JSON.stringify({ name, on: 'elsewhere' })
    const made = book.made({ id: projectId, name, document: data, assetIds: [] }, account, 'elsewhere')
    made.isDurable = true
    book.isOnTopOf(name, current.name)
    const document = { kind: 'inline', encoding: 'identity', data }
    await this.#send(account, projectId, 'PUT', { baseVersion: current.version, name, document, assetIds: [] })
  }

  async #send(account: string, projectId: string, method: string, body: object): Promise<void> {
    const mutationId = `elsewhere-${++this.#mutations}`
    const headers = {
      authorization: `Bearer ${this.#cloud.token(account)}`,
      [contractVersionHeader]: String(contractVersion),
      'content-type': 'application/json',
    }
    const url = `${this.#cloud.server.apiUrl}/api/projects/${projectId}`
    const request = { method, url, headers, body: JSON.stringify({ ...body, mutationId }) }
    const { status } = await this.#cloud.handle(request, 'elsewhere')
    if (status >= 300) this.#context.trace.add('elsewhere', `${method} ${projectId} → ${status}`)
  }
}
