import type { SeenFile, SeenState } from '../page/looks.ts'
import type { CloudState } from '../world/cloud-reader.ts'

/** What the device has not got any more, and says so: it waits for its user. */
const lostCodes = ['content-lost', 'local-bytes-missing']

/** What a tab does not show yet as the cloud has it, or does not say to be well; nothing once all is still. */
export function unsettled(seen: SeenState, cloud: CloudState): readonly string[] {
  return [
    ...seen.conflicts.map(({ projectId }) => `a conflict of ${projectId} is open`),
    ...Object.keys(seen.status.projects).flatMap((id) => projectUnsettled(seen, id, cloud)),
    ...[...new Set([...cloud.inForce.keys(), ...Object.keys(seen.documents)])].flatMap((id) =>
      documentUnlike(seen, id, cloud),
    ),
    ...seen.files.flatMap((file) => fileUnsettled(file, cloud)),
    ...wholeUnsettled(seen, cloud),
  ]
}

function isLost({ status }: SeenState, id: string): boolean {
  const activity = status.projects[id]?.activity
  return activity?.kind === 'blocked' && activity.code === 'content-lost'
}

/** The copy of what was deleted elsewhere: it stays, and is in the history as it is here. */
function isLeftOver(seen: SeenState, id: string, { inForce, history }: CloudState): boolean {
  const here = seen.documents[id]
  return !inForce.has(id) && typeof here === 'object' && history.has(here.label)
}

function projectUnsettled(seen: SeenState, id: string, cloud: CloudState): readonly string[] {
  const status = seen.status.projects[id]
  const isSafe = status?.durability === (isLeftOver(seen, id, cloud) ? 'on-this-device' : 'in-the-cloud')
  return (isSafe && status?.activity.kind === 'idle') || isLost(seen, id) ? [] : [`${id} is ${JSON.stringify(status)}`]
}

function documentUnlike(seen: SeenState, id: string, cloud: CloudState): readonly string[] {
  if (isLost(seen, id) || isLeftOver(seen, id, cloud)) return []
  const [here, there] = [seen.documents[id], cloud.inForce.get(id)]
  const isAlike = typeof here === 'object' && here.hash === there?.hash
  const labelHere = typeof here === 'object' ? here.label : (here ?? 'not listed')
  return isAlike ? [] : [`${id} is ${labelHere} here, ${there?.label ?? 'not there'} in the cloud`]
}

function fileUnsettled(file: SeenFile, cloud: CloudState): readonly string[] {
  const { assetId, project, transfer, inTheCloud } = file
  const there = cloud.inForce.get(project)
  const isStored = there?.storedAssets.has(assetId)
  const isStill =
    ['stored', 'cancelled', 'missing'].includes(transfer.phase) ||
    (transfer.phase === 'blocked' && lostCodes.includes(transfer.code)) ||
    (transfer.phase === 'waiting-for-project' && there === undefined)
  const isAlike = isStored !== true || inTheCloud
  return isStill && isAlike ? [] : [`${project}/${assetId} is ${JSON.stringify(transfer)}, stored: ${isStored}`]
}

function wholeUnsettled(seen: SeenState, cloud: CloudState): readonly string[] {
  const { activity, durability } = seen.status
  const isWaitingForUser = activity.kind === 'blocked' && lostCodes.includes(activity.code)
  const isHereAlone =
    seen.files.some(({ transfer: { phase } }) => phase === 'cancelled' || phase === 'waiting-for-project') ||
    Object.keys(seen.documents).some((id) => isLeftOver(seen, id, cloud))
  const isWell = activity.kind === 'idle' && (durability === 'in-the-cloud' || isHereAlone)
  return isWell || isWaitingForUser ? [] : [`its status is ${durability}, ${JSON.stringify(activity)}`]
}
