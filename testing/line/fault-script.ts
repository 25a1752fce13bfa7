import type { FaultedRequests, LineFault } from './line-fault.ts'

interface Scripted {
  readonly requests: FaultedRequests
  readonly fault: LineFault
  timesLeft: number
}

/** What is to go wrong, in the order it was written down. */
export class FaultScript {
  readonly #scripted: Scripted[] = []

  /** @returns takes it back */
  add(requests: FaultedRequests, fault: LineFault, times: number): () => void {
    const scripted = { requests, fault, timesLeft: times }
    if (times > 0) this.#scripted.push(scripted)
    return () => this.#remove(scripted)
  }

  /** The first fault that is meant for such a request, and one time less of it. */
  take(isMeant: (requests: FaultedRequests) => boolean): LineFault | undefined {
    const scripted = this.#scripted.find(({ requests }) => isMeant(requests))
    if (!scripted) return undefined
    scripted.timesLeft -= 1
    if (scripted.timesLeft <= 0) this.#remove(scripted)
    return scripted.fault
  }

  #remove(scripted: Scripted): void {
    const at = this.#scripted.indexOf(scripted)
    if (at >= 0) this.#scripted.splice(at, 1)
  }
}
