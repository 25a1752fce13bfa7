import { expect, test } from 'vitest'
import { devTarget } from '../../../dev/dev-target.ts'
import { UnknownOption } from '../../../dev/failures/unknown-option.ts'
import { UnknownTarget } from '../../../dev/failures/unknown-target.ts'

test('[DV4] each target has a folder of its own, so that one start takes nothing from the other', () => {
  const folders = [devTarget([]), devTarget(['--target', 'ministack']), devTarget(['--target', 'localstack'])].map(
    ({ folder }) => folder,
  )
  expect(folders[1]).toBe(folders[0])
  expect(folders[2]).not.toBe(folders[0])
})

test('[DV1] a target that there is not is refused', () => {
  expect(() => devTarget(['--target', 'aws'])).toThrow(UnknownTarget)
})

test.each([['--frsh'], ['fresh'], ['--target']])(
  '[DV1] what nothing knows of the command line is refused: %s',
  (...args) => {
    expect(() => devTarget(args)).toThrow(UnknownOption)
  },
)
