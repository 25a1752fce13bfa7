import type { TransactItem } from '../storage/dynamo-transact.ts'
import { contentAttributes, writeContent } from './dynamo-content-attributes.ts'
import { projectSchemaVersion } from './dynamo-project-attributes.ts'
import type { ProjectErasure, ProjectMutation, ProjectWrite } from './project-store.ts'
import { allSlots, encodeMutation, mutationPrefix, slotOf } from './recent-mutations.ts'

type Update = Omit<NonNullable<TransactItem['Update']>, 'TableName'>

/** What a write finds under its id. */
export type Ground = 'nothing' | 'live' | 'tombstone'

const always = [
  '#name = :name',
  '#version = :version',
  'updated_at = :now',
  'saved_at = :now',
  'schema_version = :schema',
]
// A mutation id that is remembered was either made already or is used for other bytes: neither is written again.
const notRemembered = allSlots.map((slot) => `NOT begins_with(recent_mutations.${slot}, :mutation)`)
// A row of a newer release is not written over by what does not know all that it says.
const onBase = ['#version = :base', 'schema_version <= :schema', ...notRemembered]
const groundConditions: Readonly<Record<Ground, string>> = {
  nothing: 'attribute_not_exists(id)',
  live: [...onBase, 'attribute_not_exists(deleted_at)'].join(' AND '),
  // What is being purged is no tombstone any more.
  tombstone: [...onBase, 'attribute_exists(deleted_at)', 'attribute_not_exists(purging_at)'].join(' AND '),
}
const contentNames = Object.fromEntries(contentAttributes.map((name) => [`#${name}`, name]))

/** The one conditional update that a write is, on what it finds. */
export function projectUpdate(write: ProjectWrite, ground: Ground): Update {
  const creates = ground === 'nothing'
  const version = write.baseVersion + 1
  const slot = encodeMutation(write.mutationId, write.bodyHash, version)
  const device = write.deviceName === undefined ? [] : ['device_name = :device']
  const content = Object.entries(writeContent(write))
  const first = ['created_at = :now', 'media_rev = :zero', 'recent_mutations = :slots']
  const put = content.map(([name]) => `#${name} = :${name}`)
  const sets = [...always, ...put, ...device, ...(creates ? first : [`recent_mutations.${slotOf(version)} = :slot`])]
  const undeletes = ground === 'tombstone' ? ['deleted_at'] : []
  const others = contentAttributes.filter((name) => content.every(([given]) => given !== name))
  const remove = [...undeletes, ...others.map((name) => `#${name}`), ...(device.length === 0 ? ['device_name'] : [])]
  const values = {
    ':name': write.name,
    ...Object.fromEntries(content.map(([name, value]) => [`:${name}`, value])),
    ':version': version,
    ':now': write.nowMs,
    ':schema': projectSchemaVersion,
    ...(write.deviceName === undefined ? {} : { ':device': write.deviceName }),
    ...(creates
      ? { ':zero': 0, ':slots': { [slotOf(version)]: slot } }
      : { ':slot': slot, ':base': write.baseVersion, ':mutation': mutationPrefix(write.mutationId) }),
  }
  return {
    ...updateOf(write),
    UpdateExpression: `SET ${sets.join(', ')} REMOVE ${remove.join(', ')}`,
    ConditionExpression: groundConditions[ground],
    ExpressionAttributeNames: { '#name': 'name', '#version': 'version', ...contentNames },
    ExpressionAttributeValues: values,
  }
}

/** The one conditional update that a deletion is: the row stays as it was, at its schema's version too, and says when it was deleted. */
export function projectDeletion(deletion: ProjectMutation): Update {
  const { baseVersion, mutationId, bodyHash, nowMs } = deletion
  const version = baseVersion + 1
  return {
    ...updateOf(deletion),
    UpdateExpression: `SET #version = :version, updated_at = :now, deleted_at = :now, recent_mutations.${slotOf(version)} = :slot`,
    ConditionExpression: groundConditions.live,
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: {
      ':version': version,
      ':now': nowMs,
      ':schema': projectSchemaVersion,
      ':slot': encodeMutation(mutationId, bodyHash, version),
      ':base': baseVersion,
      ':mutation': mutationPrefix(mutationId),
    },
  }
}

/**
 * Begins to purge a row that was made by then: from now on it is not there for anybody. It is a change that devices
 * hear of, and no version: nothing of it goes into the history.
 */
export function projectErasure({ isLive, madeByMs, nowMs, ...at }: ProjectErasure): Update {
  const deleted = isLive ? ', deleted_at = :now' : ''
  return {
    ...updateOf(at),
    UpdateExpression: `SET purging_at = :now, updated_at = :now${deleted}`,
    ConditionExpression: `created_at <= :by AND attribute_not_exists(purging_at) AND ${isLive ? 'attribute_not_exists(deleted_at)' : 'attribute_exists(deleted_at)'}`,
    ExpressionAttributeValues: { ':now': nowMs, ':by': madeByMs },
  }
}

function updateOf({ userId, id }: Pick<ProjectMutation, 'userId' | 'id'>) {
  return { Key: { user_id: userId, id }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
}
