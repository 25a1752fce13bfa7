import { expect, test } from 'vitest'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { edit } from '../client/memory-host.ts'

test('[CF7] an edit’s assets are all that either side lists where both documents changed; names are merged too', () => {
  const base = edit('{"a":1,"b":1}', { assetIds: ['x', 'y'] })
  const local = edit('{"a":2,"b":1}', { assetIds: ['y'] })
  const remote = edit('{"a":1,"b":2}', { assetIds: ['x', 'y', 'z'], name: 'Movie' })
  expect(threeWayMerge().propose({ base, local, remote })).toEqual(
    edit('{"a":2,"b":2}', { assetIds: ['x', 'y', 'z'], name: 'Movie' }),
  )
  expect(threeWayMerge().propose({ base, local: { ...local, name: 'Mine' }, remote })).toBeUndefined()
})

test('[CF7] a list of assets that one side alone has changed is not lost where the other changed the document', () => {
  const base = edit('{"a":1}', { assetIds: ['x'] })
  const edited = edit('{"a":2}', { assetIds: ['x'] })
  const listed = edit('{"a":1}', { assetIds: ['x', 'y'] })
  const both = edit('{"a":2}', { assetIds: ['x', 'y'] })
  expect(threeWayMerge().propose({ base, local: edited, remote: listed })).toEqual(both)
  expect(threeWayMerge().propose({ base, local: listed, remote: edited })).toEqual(both)
})

test('[CF7] an asset that one side alone has let go of is let go of where the other changed but the name', () => {
  const base = edit('{"a":1}', { assetIds: ['x', 'y'] })
  const lessHere = edit('{"a":2}', { assetIds: ['x'] })
  const renamed = edit('{"a":1}', { assetIds: ['x', 'y'], name: 'Movie' })
  const both = edit('{"a":2}', { assetIds: ['x'], name: 'Movie' })
  expect(threeWayMerge().propose({ base, local: lessHere, remote: renamed })).toEqual(both)
  expect(threeWayMerge().propose({ base, local: renamed, remote: lessHere })).toEqual(both)
})
