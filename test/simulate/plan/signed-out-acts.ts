import type { Chance } from '../chance/chance.ts'
import type { AdoptingStrike } from '../world/sim-tab.ts'
import { lossActFrom } from './loss-acts.ts'
import type { Act, Plan, PlanStep } from './plan-step.ts'

/** What is done around the time that nobody is signed in. */
export type SignedOutAct =
  | { readonly kind: 'work-signed-out' }
  | {
      readonly kind: 'sign-in-with-work'
      /** Picks the account. */
      readonly at: number
      /** One of the tabs stays open for nobody. */
      readonly lingers: boolean
      readonly strike?: AdoptingStrike
    }
  /** In the tab that stayed open for nobody. */
  | { readonly kind: 'edit-lingering' | 'add-file-lingering' | 'close-lingering' }

const projectIds = ['film', 'song']

/** Some days have hours in which a device has nobody signed in; all else takes place as it would have. */
export function withSignedOutWork(chance: Chance, plan: Plan): Plan {
  if (!chance.happens(0.3)) return plan
  const times = chance.whole(1, 3)
  let { steps } = plan
  for (let time = 0; time < times; time += 1) steps = withOneTime(chance, { ...plan, steps })
  return { ...plan, steps }
}

function withOneTime(chance: Chance, { devices, steps }: Plan): readonly PlanStep[] {
  const device = chance.whole(0, devices.length - 1)
  const tabs = devices[device]?.tabs ?? 1
  const stepOf = (act: Act, mostMs: number): PlanStep => ({
    ...{ afterMs: chance.whole(0, mostMs), device, tab: chance.whole(0, tabs - 1) },
    ...{ projectId: chance.pick(projectIds), act },
  })
  const from = chance.happens(0.3) ? 0 : chance.whole(0, steps.length)
  const to = chance.happens(0.6) ? from : chance.whole(from, steps.length)
  const away = Array.from({ length: chance.whole(2, 7) }, () => stepOf(awayAct(chance), 6000))
  const signsIn = chance.happens(0.9)
  const lingers = chance.happens(0.6)
  const back = Array.from({ length: lingers ? chance.whole(1, 5) : 0 }, () => stepOf(lingeringAct(chance), 700))
  const signIn = { kind: 'sign-in-with-work', at: chance.fraction(), lingers, ...strikeFrom(chance) } as const
  return [
    ...steps.slice(0, from),
    ...[stepOf({ kind: 'work-signed-out' }, 5000), ...away],
    ...steps.slice(from, to),
    ...(signsIn ? [stepOf(signIn, 6000), ...back] : []),
    ...steps.slice(to),
  ]
}

function awayAct(chance: Chance): Act {
  const kind = chance.weighted({
    ...{ edit: 12, 'add-file': 5, 'save-and-die': 1, 'kill-tab': 2, 'freeze-tab': 1, 'open-tab': 2, 'close-tab': 1 },
    ...{ 'refuse-storage': 1, 'corrupt-row': 0.3, evict: 0.5, 'evict-files': 0.5, 'take-note': 0.5 },
    ...{ 'pause-uploads': 1, 'pause-upload': 1, 'cancel-upload': 0.7 },
  })
  switch (kind) {
    case 'edit':
      return { kind, edit: chance.weighted({ small: 8, packed: 1, large: 0.5 }) }
    case 'add-file':
      return { kind, sizeBytes: chance.whole(0, 20_000) }
    case 'freeze-tab':
      return { kind, forMs: chance.whole(1, 60) * 1000 }
    case 'refuse-storage':
      return { kind, forMs: chance.whole(1, 30) * 1000, readsToo: chance.happens(0.4) }
    case 'corrupt-row':
    case 'evict':
    case 'evict-files':
      return lossActFrom(kind, chance)
    case 'pause-upload':
      return { kind, at: chance.fraction() }
    case 'cancel-upload':
      return { kind, at: chance.fraction(), keepBytes: chance.happens(0.6) }
    default:
      return { kind }
  }
}

function lingeringAct(chance: Chance): Act {
  const kind = chance.weighted({
    ...{ 'edit-lingering': 10, 'add-file-lingering': 4, 'close-lingering': 2 },
    ...{ edit: 4, 'kill-tab': 1, 'open-tab': 3 },
  })
  return kind === 'edit' ? { kind, edit: 'small' } : { kind }
}

/** What befalls the page that takes the work over, most often while it does. */
function strikeFrom(chance: Chance): { readonly strike?: AdoptingStrike } {
  const what = chance.weighted({ none: 4, killed: 3, frozen: 3 })
  const afterMs = chance.whole(0, 40)
  const frozenForMs = chance.whole(1, 60) * 1000
  return what === 'none' ? {} : { strike: { afterMs, frozenForMs: what === 'frozen' ? frozenForMs : 0 } }
}
