import type { Chance } from '../chance/chance.ts'
import { answers } from '../world/user-answer.ts'
import { lossActFrom } from './loss-acts.ts'
import type { Act, ActKind, Plan, PlannedDevice, PlanStep } from './plan-step.ts'
import type { SignedOutAct } from './signed-out-acts.ts'
import { uploadActFrom } from './upload-acts.ts'

const minuteMs = 60_000
const projectIds = ['film', 'song']

/** What happens by chance; a night is put in between, and so is what is done signed out. */
const weights: Readonly<Record<Exclude<ActKind, 'night' | SignedOutAct['kind']>, number>> = {
  edit: 40,
  open: 5,
  delete: 1.5,
  'list-files': 4,
  'open-file': 2,
  resolve: 10,
  'add-file': 4,
  'save-and-die': 2,
  'freeze-tab': 3,
  'freeze-device': 1,
  'kill-tab': 3,
  'kill-device': 1,
  'close-tab': 2,
  'open-tab': 4,
  'refuse-storage': 2,
  'corrupt-row': 1.2,
  evict: 0.7,
  'evict-files': 1.5,
  'skew-clock': 1,
  'sign-out': 1,
  'sign-in': 2,
  'sign-in-as-another': 1,
  'delete-elsewhere': 0.5,
  'undelete-elsewhere': 0.5,
  pause: 0.3,
  resume: 1,
  'retry-now': 2,
  wake: 4,
  'take-note': 0.5,
  weather: 8,
  'keep-house': 0.5,
  'pause-upload': 0.3,
  'pause-uploads': 0.2,
  'resume-upload': 0.3,
  'resume-uploads': 0.3,
  'retry-upload': 0.3,
  'cancel-upload': 0.4,
  'add-file-again': 0.4,
}

/** As often as these, where a day is about files. */
const weightsOfFiles: typeof weights = {
  ...weights,
  edit: 20,
  resolve: 4,
  'add-file': 18,
  'freeze-tab': 4,
  'kill-tab': 5,
  'open-tab': 6,
  'pause-upload': 6,
  'pause-uploads': 3,
  'resume-upload': 6,
  'resume-uploads': 4,
  'retry-upload': 6,
  'evict-files': 4,
  'cancel-upload': 10,
  'add-file-again': 8,
}

/** By how much what is asked for comes more often. */
const oftenTimes = 8

export type PlannedOften = keyof typeof weights
export const plannedOften = Object.keys(weights) as PlannedOften[]

/** Who there is and what they do, all of it from the seed: what becomes of it is for the run to show. */
export function makePlan(chance: Chance, often?: PlannedOften): Plan {
  const devices = Array.from({ length: chance.whole(2, 4) }, () => deviceFrom(chance))
  const accounts = chance.happens(0.4) ? ['ada', 'bob'] : ['ada']
  const isAboutFiles = chance.happens(0.2)
  const steps = Array.from({ length: chance.whole(20, 70) }, () => stepFrom(chance, devices, isAboutFiles, often))
  return { devices, accounts, steps: chance.happens(0.15) ? withNights(chance, steps) : steps }
}

/** Between some steps everybody sleeps for more than a day, and housekeeping runs as they wake. */
function withNights(chance: Chance, steps: readonly PlanStep[]): readonly PlanStep[] {
  const every = Math.ceil(steps.length / chance.whole(3, 5))
  return steps.flatMap((step, index) => {
    if (index === 0 || index % every !== 0) return [step]
    const forMs = chance.whole(25, 40) * 60 * minuteMs
    const night: PlanStep = { ...step, act: { kind: 'night', forMs } }
    const house: PlanStep = { ...step, afterMs: forMs + chance.whole(0, 40_000), act: { kind: 'keep-house' } }
    return [night, house, step]
  })
}

function deviceFrom(chance: Chance): PlannedDevice {
  const isSkewed = chance.happens(0.4)
  return {
    tabs: chance.whole(1, 3),
    hasOwnStore: chance.happens(0.7),
    letsGo: chance.happens(0.6),
    mergesUnasked: chance.happens(0.25),
    clockOffMs: isSkewed ? chance.whole(-6 * 60, 6 * 60) * minuteMs : 0,
  }
}

function stepFrom(
  chance: Chance,
  devices: readonly PlannedDevice[],
  isAboutFiles: boolean,
  often: PlannedOften | undefined,
): PlanStep {
  const usual = isAboutFiles ? weightsOfFiles : weights
  const device = chance.whole(0, devices.length - 1)
  return {
    afterMs: isAboutFiles && chance.happens(0.5) ? chance.whole(0, 400) : gapMs(chance),
    device,
    tab: chance.whole(0, (devices[device]?.tabs ?? 1) - 1),
    projectId: chance.happens(0.75) ? (projectIds[0] as string) : chance.pick(projectIds),
    act: actFrom(chance, often ? { ...usual, [often]: oftenTimes * usual[often] } : usual),
  }
}

/** Often at once, mostly within the time of a poll, now and then long enough for addresses and tokens to end. */
function gapMs(chance: Chance): number {
  if (chance.happens(0.4)) return chance.whole(0, 400)
  if (chance.happens(0.04)) return chance.whole(15, 70) * minuteMs
  return chance.whole(500, 30_000)
}

function actFrom(chance: Chance, often: typeof weights): Act {
  const kind = chance.weighted(often)
  switch (kind) {
    case 'edit':
      return { kind, edit: chance.weighted({ small: 80, packed: 8, large: 2, 'too-large': 3, undo: 8 }) }
    case 'resolve':
      return { kind, answer: chance.pick(answers) }
    case 'add-file':
      return {
        kind,
        sizeBytes: chance.happens(often === weightsOfFiles ? 0.05 : 0.1) ? 17 * 1024 * 1024 : chance.whole(0, 20_000),
      }
    case 'freeze-tab':
    case 'freeze-device':
      return { kind, forMs: chance.whole(1, 300) * 1000 }
    case 'refuse-storage':
      return { kind, forMs: chance.whole(1, 120) * 1000, readsToo: chance.happens(0.4) }
    case 'corrupt-row':
    case 'evict':
    case 'evict-files':
      return lossActFrom(kind, chance)
    case 'pause-upload':
    case 'pause-uploads':
    case 'resume-upload':
    case 'resume-uploads':
    case 'retry-upload':
    case 'cancel-upload':
    case 'add-file-again':
      return uploadActFrom(kind, chance)
    case 'skew-clock':
      return { kind, byMs: chance.whole(-30, 30) * minuteMs }
    case 'weather':
      return { kind, weather: chance.weighted({ calm: 3, rough: 5, offline: 2 }) }
    default:
      return { kind }
  }
}
