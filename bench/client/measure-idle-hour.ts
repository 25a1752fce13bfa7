import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { runCommand } from '../../dev/processes/run-command.ts'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'

const root = join(import.meta.dirname, '../..')
const Counts = v.pipe(v.string(), v.parseJson(), v.object({ requests: v.number(), bytes: v.number() }))

/** As the test of CB2 counts them, before the functions themselves, on a clock that is moved by hand. */
export async function measureIdleHour(signal: AbortSignal): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-bench-'))
  try {
    const countsFile = join(folder, 'idle-hour.json')
    const test = ['--project', 'unit', 'test/unit/client/idle-hour.test.ts']
    const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...test]
    const env = { ...process.env, REELSYNC_IDLE_COUNTS: countsFile }
    const { exitCode, output } = await runCommand({ command: process.execPath, args, cwd: root, env }, signal)
    if (exitCode !== 0) process.stderr.write(output)
    const counts = exitCode === 0 ? v.parse(Counts, await readFile(countsFile, 'utf8')) : undefined
    const { requests, bytes } = budgets.idleHour
    return [
      { name: 'requests of an idle hour with 100 projects', value: counts?.requests, most: requests, unit: 'calls' },
      { name: 'bytes of them and of their answers', value: counts?.bytes, most: bytes, unit: 'bytes' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
