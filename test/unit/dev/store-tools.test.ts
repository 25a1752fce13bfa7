import { expect, test } from 'vitest'
import { go, isLateEnough, java } from '../../../dev/stores/store-tools.ts'

test.each([
  ['Java 17', java, 'openjdk version "17.0.15" 2025-04-15', true],
  ['Java 21 of one number', java, 'openjdk version "21" 2023-09-19', true],
  ['Java 11', java, 'openjdk version "11.0.2" 2019-01-15', false],
  ['Java 8, which calls itself 1.8', java, 'java version "1.8.0_292"', false],
  ['a shim without a Java', java, 'The operation couldn’t be completed. Unable to locate a Java Runtime.', false],
  ['Go 1.26', go, 'go version go1.26.8 linux/amd64', true],
  ['Go 1.21', go, 'go version go1.21.0 darwin/arm64', true],
  ['Go 1.19', go, 'go version go1.19.8 linux/amd64', false],
])('[DV1] %s is judged by its own words', (_what, tool, output, isEnough) => {
  expect(isLateEnough(tool, output)).toBe(isEnough)
})
