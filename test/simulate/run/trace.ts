import { createHash } from 'node:crypto'
import type { VirtualTime } from '../time/virtual-time.ts'

/** What happened, line by line: equal for equal seeds, and what a person reads where a run fails. */
export class Trace {
  readonly lines: string[] = []
  /** Whether what pages write of projects and files is told too. */
  readonly withRows: boolean
  readonly #time: VirtualTime

  constructor(time: VirtualTime, withRows = false) {
    this.#time = time
    this.withRows = withRows
  }

  /** @param where the device, its tab, or the cloud */
  add(where: string, what: string): void {
    this.lines.push(`${(this.#time.sinceStartMs / 1000).toFixed(3).padStart(10)} s  ${where.padEnd(12)} ${what}`)
  }

  digest(): string {
    return createHash('sha256').update(this.lines.join('\n')).digest('hex')
  }
}
