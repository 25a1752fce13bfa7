import { describe, expect, test } from 'vitest'
import { rowRewrite } from '../../../dev/migrate/row-rewrite.ts'
import { type RowShape, rowShapes } from '../../../dev/migrate/row-shapes.ts'

const row = { user_id: 'u', id: 'p', schema_version: 1, updated_at: 5 }

/** An update with its placeholders put back. */
function said(rewrite: ReturnType<typeof rowRewrite>) {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = rewrite ?? {}
  const filled = (text = '') =>
    text.replace(/#n\d+/g, (key) => names[key] ?? key).replace(/:v\d+/g, (key) => JSON.stringify(values[key]))
  return { update: filled(rewrite?.UpdateExpression), condition: filled(rewrite?.ConditionExpression) }
}

describe('the rewriting of a stored row', () => {
  test('[MI5] sets what the migration adds, and is refused once what that is made of has changed', () => {
    const rewrite = rowRewrite(rowShapes.projects, row, 2)
    expect(rewrite?.Key).toEqual({ user_id: 'u', id: 'p' })
    expect(said(rewrite)).toEqual({
      update: 'SET schema_version = 2, saved_at = 5',
      condition: 'schema_version = 1 AND updated_at = 5',
    })
  })
  test('[MI5] is none where the row is of that version, or a later one', () => {
    for (const schema_version of [2, 3])
      expect(rowRewrite(rowShapes.projects, { ...row, schema_version }, 2)).toBeUndefined()
  })
  test('[MI5] over several versions looks at what the row holds, and takes off what none of them keeps', () => {
    const shape: RowShape = {
      keys: ['k', 's'],
      upcasters: [
        { reads: ['old'], removes: ['old', 'older'], sets: ({ old }) => ({ size: old }) },
        { reads: ['size', 'older'], removes: ['gone'], sets: () => ({ older: 'kept anew' }) },
      ],
    }
    expect(said(rowRewrite(shape, { k: 'a', s: 'b', old: 7, older: 'x', schema_version: 1 }, 3))).toEqual({
      update: 'SET schema_version = 3, size = 7, older = "kept anew" REMOVE old, gone',
      condition: 'schema_version = 1 AND old = 7 AND attribute_not_exists(size) AND older = "x"',
    })
  })
})
