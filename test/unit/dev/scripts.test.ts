import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../../dev/processes/run-command.ts'

const root = join(import.meta.dirname, '../../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const ours = Object.entries(scripts).flatMap(([name, line]) => {
  const [command, ...args] = line.split(' ')
  return command === 'node' ? [[name, args] as const] : []
})

const run = (args: readonly string[]) =>
  runCommand({ command: process.execPath, args, cwd: root }, new AbortController().signal)

describe.concurrent.each(ours)('npm run %s', (_, script) => {
  test('[DV5] tells what it does and takes where --help is asked for', async () => {
    const { exitCode, output } = await run([...script, '--help'])
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/^npm /)])
  })

  test('[DV5] refuses what it does not know in words, with what it takes, and does nothing', async () => {
    const { exitCode, output } = await run([...script, '--frsh'])
    expect([exitCode, output]).toEqual([2, expect.stringMatching(/--frsh['"][\s\S]*\(unknown-option\)\n\nnpm /)])
    expect(output).not.toMatch(/^ +at /m)
  })
})
