import { expect, test } from 'vitest'
import { judgePython } from '../../../dev/cloud/find-python.ts'

test.each([
  [0, '3.10\n', 'suits'],
  [0, '3.14\n', 'suits'],
  [0, '3.9\n', 'is too old'],
  [0, '2.7\n', 'is too old'],
  [0, '4.0\n', 'is too old'],
  [1, "ModuleNotFoundError: No module named 'ensurepip'", 'has no venv'],
  [1, 'ImportError: No module named venv', 'has no venv'],
  [127, 'pyenv: python3.13: command not found', 'absent'],
])('[DV1] a probe that ends with %i and %j tells that a Python %s', (exitCode, output, verdict) => {
  expect(judgePython(exitCode, output)).toBe(verdict)
})
