import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../../dev/processes/run-command.ts'

const root = join(import.meta.dirname, '../..')
const cdk = join(root, 'node_modules/aws-cdk/bin/cdk')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-synth-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('[IF4] a production synth ends well, with no warning and no finding that carries no reason', async () => {
  const args = [cdk, 'synth', '--quiet', '--strict', '--no-notices', '--context', 'stage=prod', '--output', folder]
  const command = { command: process.execPath, args, cwd: root, env: { ...process.env, NO_COLOR: '1' } }
  const { exitCode, output } = await runCommand(command, new AbortController().signal)
  // npm speaks of the user's own configuration there, when the bundler is looked for.
  const ours = output.split('\n').filter((line) => !line.startsWith('npm warn'))
  expect(ours.filter((line) => /warn|error|acknowledge/i.test(line))).toEqual([])
  expect(exitCode).toBe(0)
})

test('[IF4] an unknown stage is refused with the names of those there are', async () => {
  const args = [cdk, 'synth', '--quiet', '--no-notices', '--context', 'stage=nowhere', '--output', folder]
  const { exitCode, output } = await runCommand(
    { command: process.execPath, args, cwd: root },
    new AbortController().signal,
  )
  expect(exitCode).not.toBe(0)
  expect(output).toContain('There is no stage "nowhere"; infra/stages.ts has dev, prod')
})
