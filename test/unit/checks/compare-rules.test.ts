import { expect, test } from 'vitest'
import { compareRules } from '../../../dev/checks/spec-citations.ts'

test('a rule that no test cites is a finding', () => {
  expect(compareRules(['PV1', 'PV2'], new Map([['PV1', 'test/a.test.ts']]))).toEqual([
    'PV2 is cited by no test: prove the rule, or take it out.',
  ])
})

test('a citation of no rule, and a rule given twice, are findings', () => {
  expect(
    compareRules(
      ['PV1', 'PV1'],
      new Map([
        ['PV1', 'a'],
        ['PV9', 'b'],
      ]),
    ),
  ).toEqual(['PV1 stands twice in docs/SPEC.md.', 'b cites PV9, which docs/SPEC.md has not.'])
})
