import type { Chance } from '../chance/chance.ts'
import type { Evicted } from './evict.ts'

/** What a device loses of what it kept. */
export type LossAct =
  | { readonly kind: 'corrupt-row'; readonly at: number; readonly isOfFile: boolean }
  | { readonly kind: 'evict'; readonly what: Evicted | 'cleared' }
  | { readonly kind: 'evict-files'; readonly at: number | 'all' }

export function lossActFrom(kind: LossAct['kind'], chance: Chance): LossAct {
  switch (kind) {
    case 'corrupt-row':
      return { kind, at: chance.fraction(), isOfFile: chance.happens(0.4) }
    case 'evict':
      return { kind, what: chance.weighted({ rows: 4, storage: 3, site: 1, cleared: 6 }) }
    case 'evict-files':
      return { kind, at: chance.happens(0.4) ? 'all' : chance.fraction() }
  }
}
