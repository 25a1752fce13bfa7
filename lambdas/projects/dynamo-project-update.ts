import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { contentAttributes, writeContent } from './dynamo-content-attributes.ts'
import { projectSchemaVersion } from './dynamo-project-attributes.ts'
import type { ProjectMutation, ProjectWrite } from './project-store.ts'
import { allSlots, encodeMutation, mutationPrefix, slotOf } from './recent-mutations.ts'

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
const contentNames = Object.fromEntries(contentAttributes.map((name) => [`#${name}`, name]))

/** The one conditional update that a write is. */
export function projectUpdate(table: string, write: ProjectWrite): UpdateCommandInput {
  const creates = write.baseVersion === 0
  const version = write.baseVersion + 1
  const slot = encodeMutation(write.mutationId, write.bodyHash, version)
  const device = write.deviceName === undefined ? [] : ['device_name = :device']
  const content = Object.entries(writeContent(write))
  const first = ['created_at = :now', 'media_rev = :zero', 'recent_mutations = :slots']
  const put = content.map(([name]) => `#${name} = :${name}`)
  const sets = [...always, ...put, ...device, ...(creates ? first : [`recent_mutations.${slotOf(version)} = :slot`])]
  // A write over a tombstone un-deletes it; elsewhere there is nothing to remove.
  const others = contentAttributes.filter((name) => content.every(([given]) => given !== name))
  const remove = ['deleted_at', ...others.map((name) => `#${name}`), ...(device.length === 0 ? ['device_name'] : [])]
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
    ...updateOf(table, write),
    UpdateExpression: `SET ${sets.join(', ')} REMOVE ${remove.join(', ')}`,
    ConditionExpression: creates ? 'attribute_not_exists(id)' : onBase.join(' AND '),
    ExpressionAttributeNames: { '#name': 'name', '#version': 'version', ...contentNames },
    ExpressionAttributeValues: values,
  }
}

/** The one conditional update that a deletion is: the row stays as it was, at its schema's version too, and says when it was deleted. */
export function projectDeletion(table: string, deletion: ProjectMutation): UpdateCommandInput {
  const { baseVersion, mutationId, bodyHash, nowMs } = deletion
  const version = baseVersion + 1
  return {
    ...updateOf(table, deletion),
    UpdateExpression: `SET #version = :version, updated_at = :now, deleted_at = :now, recent_mutations.${slotOf(version)} = :slot`,
    ConditionExpression: [...onBase, 'attribute_not_exists(deleted_at)'].join(' AND '),
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

function updateOf(table: string, { userId, id }: ProjectMutation) {
  return {
    TableName: table,
    Key: { user_id: userId, id },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const
}
