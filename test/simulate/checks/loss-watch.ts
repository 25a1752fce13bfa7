import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Home } from '../world/home.ts'
import { nobody } from '../world/nobody.ts'
import { placeOf } from './edit-book.ts'

/** Holds the client to naming what went with evicted storage, as long as what is noted beside it did not go too. */
export class LossWatch {
  readonly #context: RunContext
  /** Edits that `diagnose` named. */
  named = 0
  /** Edits that nothing could name any more: their notes went too, or no app was told yet that they were kept. */
  readonly #forgiven = new Set<string>()

  constructor(context: RunContext) {
    this.#context = context
  }

  get forgiven(): number {
    return this.#forgiven.size
  }

  /** The rows are gone. @param isNoted the notes are not */
  evicted(home: Home, isNoted: boolean): void {
    const { book, trace } = this.#context
    if (!isNoted) {
      for (const labels of home.evicted.values()) for (const label of labels) this.#forgiven.add(label)
      home.evicted.clear()
    }
    for (const [projectId, owed] of home.owed) {
      const kept = home.kept(projectId)
      for (const label of owed) {
        if (kept.has(label) || book.isCommitted(placeOf(home.account, projectId), label)) continue
        // An account has it already.
        if (home.isOfNobody && book.get(label)?.account !== nobody) continue
        owed.delete(label)
        const isToBeNamed = isNoted && home.promised.has(label)
        trace.add(
          home.device,
          `${home.account}/${projectId}: ${label} went with its rows${isToBeNamed ? '' : ', unnoted'}`,
        )
        if (isToBeNamed) home.evicted.set(projectId, (home.evicted.get(projectId) ?? new Set()).add(label))
        else this.#forgiven.add(label)
      }
    }
  }

  /** The user has read what is lost. A loss tells no label: there are to be as many as went, or more. */
  told(home: Home, losses: readonly Loss[]): void {
    for (const [projectId, labels] of home.evicted) {
      const named = losses.filter((loss) => loss.kind === 'content-lost' && loss.projectId === projectId).length
      for (const label of [...labels].slice(0, named)) {
        labels.delete(label)
        this.named += 1
        // Its user knows, and of what it was made on top of, too.
        this.#context.book.answeredAway(label)
        this.#context.trace.add(home.device, `${home.account}/${projectId}: ${label} was named as lost`)
      }
    }
  }

  /** After all has come to rest nothing is left that was neither named nor found. */
  checkEnd(home: Home): void {
    const { book } = this.#context
    for (const [projectId, labels] of home.evicted) {
      const kept = home.kept(projectId)
      for (const label of labels) {
        const place = placeOf(home.account, projectId)
        if (home.isOfNobody && book.get(label)?.account !== nobody) continue
        if (kept.has(label) || book.isSettled(place, label) || book.isCommitted(place, label)) continue
        // What took its place is as gone.
        if ([...this.#forgiven].some((gone) => book.contains(gone, label))) continue
        const detail = `${label} of ${place} was evicted from ${home.device}, and was never named`
        this.#context.verdict.fail('1 lost silently', detail)
      }
    }
  }
}
