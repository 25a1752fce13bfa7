import type { ProjectTrouble, SaveStage } from '../host/save-ledger.ts'
import type { MediaSummary } from '../media/media-lanes.ts'
import { isOwing } from '../queue/lane-losses.ts'
import { isHeld, isLost, isRemoved, type LaneView } from '../queue/lane-view.ts'
import { idle, laneActivity } from './lane-activity.ts'
import type { Activity, Durability, ProjectStatus, StatusSnapshot } from './status-snapshot.ts'

/** All that the status is made of. */
export interface StatusFacts {
  readonly views: readonly LaneView[]
  /** Newest saves that no lane tells of yet. */
  readonly saves: ReadonlyMap<string, SaveStage>
  readonly troubles: ReadonlyMap<string, ProjectTrouble>
  readonly media: MediaSummary
  /** Why the device's store cannot be used, while it cannot. */
  readonly storageTrouble: string | undefined
  /** False where this tab's memory stands in for the device's store. */
  readonly durable: boolean
  /** The lanes were read and compared with what the host holds. */
  readonly ready: boolean
  readonly reachable: boolean
  readonly signedIn: boolean
  /** False for the work of nobody yet. */
  readonly hasAccount: boolean
  readonly paused: boolean
  /** This tab is the one that speaks to the cloud. */
  readonly leads: boolean
  /** The browser keeps what is stored; undefined while it has not told. */
  readonly persistent: boolean | undefined
  /** Why the cloud refuses to list the projects, where another try cannot help. */
  readonly refusal: { readonly code: string; readonly detail: string } | undefined
}

/** The one derivation of the status: it claims no more than the rows and the replies say. */
export function deriveStatus(facts: StatusFacts): StatusSnapshot {
  const views = new Map(facts.views.map((view) => [view.lane.projectId, view]))
  const projects = Object.fromEntries(projectIds(facts).map((id) => [id, projectStatus(facts, id, views.get(id))]))
  const all = Object.values(projects)
  const { worst, durability: ofMedia, ...uploads } = facts.media
  const durability = worstDurability([
    facts.ready ? 'in-the-cloud' : hereIn(facts),
    ofMedia === 'on-this-device' ? hereIn(facts) : ofMedia,
    ...all.map((one) => one.durability),
  ])
  const isHereAlone = durability !== 'in-the-cloud' || facts.views.some(({ lane }) => isOwing(lane))
  const isInMemoryAlone = isHereAlone && !facts.durable
  return {
    durability,
    activity: worstActivity([
      overallActivity(facts),
      isInMemoryAlone ? keepsNothing : idle,
      worst,
      ...all.map(({ activity }) => activity),
    ]),
    reachable: facts.reachable,
    mayBeEvicted: facts.persistent === false && facts.ready && isHereAlone,
    keepTabOpen: durability === 'unsaved' || isInMemoryAlone || isUploading(facts),
    projects,
    uploads,
  }
}

const keepsNothing = {
  kind: 'storage-degraded',
  detail: 'This browser keeps nothing for the app: keep this tab open until everything is in the cloud.',
} as const

/** What has not reached the cloud is here, or in this tab's memory alone. */
function hereIn({ durable }: StatusFacts): Durability {
  return durable ? 'on-this-device' : 'unsaved'
}

/** Another tab, or a later start, would go on with it; until then nothing is sent. */
function isUploading({ leads, paused, media: { open, worst } }: StatusFacts): boolean {
  return leads && !paused && open > 0 && (worst.kind === 'syncing' || worst.kind === 'waiting')
}

function projectIds({ views, saves, troubles }: StatusFacts): string[] {
  // One that was removed here after it was deleted elsewhere is nowhere, and needs to be nowhere else.
  const lanes = views.filter(({ lane }) => !isRemoved(lane) || isOwing(lane) || lane.losses)
  return [...new Set([...lanes.map(({ lane }) => lane.projectId), ...saves.keys(), ...troubles.keys()])].sort()
}

/** Of thousands of projects nearly all are so: one and the same, they need no comparing. */
const safe: ProjectStatus = { durability: 'in-the-cloud', activity: idle }

function projectStatus(facts: StatusFacts, projectId: string, view: LaneView | undefined): ProjectStatus {
  const trouble = facts.troubles.get(projectId)
  const save = facts.saves.get(projectId)
  const rowActivity = laneActivity(view, facts)
  const queueing = save === 'saved' && rowActivity.kind === 'idle'
  const activity = trouble ?? (queueing ? { kind: 'syncing' } : rowActivity)
  const lane = view?.lane
  const told = {
    activity,
    ...(lane?.overlaid ? { overlaid: lane.overlaid.length } : {}),
    ...(lane?.losses ? { lost: lane.losses.length } : {}),
  }
  // What the device has lost may live in the app's memory alone, like what nothing has committed.
  if (save === 'unsaved' || (lane && isLost(lane.state) && !save)) return { durability: 'unsaved', ...told }
  const acknowledged =
    lane?.state.kind === 'idle' &&
    !lane.deleting &&
    ((isHeld(lane.acknowledged) && lane.acknowledged.hash !== '') || isRemoved(lane))
  const certain = acknowledged && facts.ready && !trouble && !save
  if (!certain) return { durability: hereIn(facts), ...told }
  return lane.overlaid || lane.losses ? { ...safe, ...told } : safe
}

function overallActivity({ storageTrouble, ready, signedIn, paused, refusal }: StatusFacts): Activity {
  if (storageTrouble !== undefined) return { kind: 'storage-degraded', detail: storageTrouble }
  if (refusal) return { kind: 'blocked', ...refusal }
  if (paused) return { kind: 'paused' }
  if (!signedIn) return { kind: 'needs-auth' }
  return { kind: ready ? 'idle' : 'syncing' }
}

const durabilities = ['unsaved', 'on-this-device', 'in-the-cloud'] as const satisfies readonly Durability[]

function worstDurability(all: readonly Durability[]): Durability {
  return durabilities.find((one) => all.includes(one)) ?? 'in-the-cloud'
}

/** From what needs the user most to what needs nobody. */
const urgency = [
  'storage-degraded',
  'blocked',
  'conflict',
  'needs-auth',
  'paused',
  'waiting',
  'syncing',
  'idle',
] as const satisfies readonly Activity['kind'][]

function worstActivity(all: readonly Activity[]): Activity {
  const isWorse = (a: Activity, b: Activity) =>
    (urgency.indexOf(a.kind) - urgency.indexOf(b.kind) || untilMs(a) - untilMs(b)) < 0
  return all.reduce((worst, one) => (isWorse(one, worst) ? one : worst))
}

/** Of several waits the one that ends first is shown. */
function untilMs(activity: Activity): number {
  return activity.kind === 'waiting' ? activity.untilMs : 0
}
