import * as v from 'valibot'
import type { CdpConnection } from './cdp-connection.ts'

const Created = v.object({ targetId: v.string() })
const Attached = v.object({ sessionId: v.string() })
const Evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()), objectId: v.optional(v.string()) }),
  exceptionDetails: v.optional(
    v.object({ text: v.string(), exception: v.optional(v.object({ description: v.optional(v.string()) })) }),
  ),
})
const Processes = v.object({ processInfo: v.array(v.object({ type: v.string(), id: v.number() })) })
const Targets = v.object({ targetInfos: v.array(v.object({ targetId: v.string(), type: v.string() })) })

/** The only page of its browser. */
export class MeasuredPage {
  readonly connection: CdpConnection
  readonly #sessionId: string

  static async open(connection: CdpConnection, url: string): Promise<MeasuredPage> {
    const { targetInfos } = v.parse(Targets, await connection.call('Target.getTargets'))
    const { targetId } = v.parse(Created, await connection.call('Target.createTarget', { url: 'about:blank' }))
    for (const before of targetInfos.filter(({ type }) => type === 'page')) {
      await connection.call('Target.closeTarget', { targetId: before.targetId })
    }
    const attached = await connection.call('Target.attachToTarget', { targetId, flatten: true })
    const page = new MeasuredPage(connection, v.parse(Attached, attached).sessionId)
    const loaded = connection.untilEvent('Page.loadEventFired')
    await page.#call('Page.enable')
    await page.#call('Page.navigate', { url })
    await loaded
    return page
  }

  private constructor(connection: CdpConnection, sessionId: string) {
    this.connection = connection
    this.#sessionId = sessionId
  }

  /** @throws Error what the page threw, as it says it */
  async evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true }
    return this.#read(await this.#call('Runtime.evaluate', params)).result.value
  }

  /** Chooses a file of the disk, as a user does; nothing of it is read. */
  async chooseFile(path: string): Promise<void> {
    const expression = "document.querySelector('#file')"
    const { objectId } = this.#read(await this.#call('Runtime.evaluate', { expression })).result
    await this.#call('DOM.setFileInputFiles', { files: [path], objectId })
  }

  async collectGarbage(): Promise<void> {
    await this.#call('HeapProfiler.collectGarbage')
  }

  /** Process ids of what runs the page and its workers. */
  async rendererIds(): Promise<readonly number[]> {
    const { processInfo } = v.parse(Processes, await this.connection.call('SystemInfo.getProcessInfo'))
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  }

  #call(method: string, params: object = {}) {
    return this.connection.call(method, params, this.#sessionId)
  }

  #read(reply: unknown) {
    const evaluated = v.parse(Evaluated, reply)
    const { exceptionDetails: thrown } = evaluated
    if (thrown) throw new Error(thrown.exception?.description ?? thrown.text)
    return evaluated
  }
}
