import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { projectSchemaVersion } from './dynamo-project-attributes.ts'
import type { ProjectWrite } from './project-store.ts'
import { allSlots, encodeMutation, mutationPrefix, slotOf } from './recent-mutations.ts'

const always = [
  '#name = :name',
  '#encoding = :encoding',
  'project_json = :document',
  'asset_ids = :assetIds',
  '#version = :version',
  'updated_at = :now',
  'schema_version = :schema',
]
// A mutation id that is remembered was either made already or is used for other bytes: neither is written again.
const notRemembered = allSlots.map((slot) => `NOT begins_with(recent_mutations.${slot}, :mutation)`)

/** The one conditional update that a write is. */
export function projectUpdate(table: string, write: ProjectWrite): UpdateCommandInput {
  const creates = write.baseVersion === 0
  const version = write.baseVersion + 1
  const slot = encodeMutation(write.mutationId, write.bodyHash, version)
  const device = write.deviceName === undefined ? [] : ['device_name = :device']
  const first = ['created_at = :now', 'media_rev = :zero', 'recent_mutations = :slots']
  const sets = [...always, ...device, ...(creates ? first : [`recent_mutations.${slotOf(version)} = :slot`])]
  const remove = write.deviceName === undefined ? ' REMOVE device_name' : ''
  const values = {
    ':name': write.name,
    ':encoding': write.document.encoding,
    ':document': write.document.gzip,
    ':assetIds': write.assetIds,
    ':version': version,
    ':now': write.nowMs,
    ':schema': projectSchemaVersion,
    ...(write.deviceName === undefined ? {} : { ':device': write.deviceName }),
    ...(creates
      ? { ':zero': 0, ':slots': { [slotOf(version)]: slot } }
      : { ':slot': slot, ':base': write.baseVersion, ':mutation': mutationPrefix(write.mutationId) }),
  }
  return {
    TableName: table,
    Key: { user_id: write.userId, id: write.id },
    UpdateExpression: `SET ${sets.join(', ')}${remove}`,
    ConditionExpression: creates ? 'attribute_not_exists(id)' : conditionOfNext,
    ExpressionAttributeNames: { '#name': 'name', '#version': 'version', '#encoding': 'encoding' },
    ExpressionAttributeValues: values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }
}

const conditionOfNext = ['#version = :base', 'attribute_not_exists(deleted_at)', ...notRemembered].join(' AND ')
