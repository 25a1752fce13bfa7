import type { SweptProject } from './account-rows.ts'

/** That a project's row is as it was read: neither written since, nor any version of it kept by hand. */
export function asSeen({ place, version, keptRev }: SweptProject) {
  const kept = keptRev === undefined ? 'attribute_not_exists(kept_rev)' : 'kept_rev = :kept'
  return {
    Key: { user_id: place.userId, id: place.projectId },
    ConditionExpression: `#version = :version AND ${kept}`,
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version, ...(keptRev === undefined ? {} : { ':kept': keptRev }) },
  }
}
