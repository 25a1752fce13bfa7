import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { stageNamed } from '../../infra/stages.ts'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'
import { fastest } from './fastest.ts'
import type { Bundles } from './measure-bundles.ts'
import { startEnvironment } from './start-environment.ts'

const rounds = 15

/** Starts of Node that import a bundle, the cheapest of each, turn by turn with starts that import an empty handler. */
export function measureStarts(bundles: Bundles): Figure[] {
  const taken = { projects: [] as number[], media: [] as number[], empty: [] as number[] }
  const names = ['empty', 'projects', 'media'] as const
  const env = startEnvironment(stageNamed('prod'))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) taken[name].push(startCpuMs(bundles[name], env))
  }
  const emptyMs = fastest(taken.empty)
  return (['projects', 'media'] as const).map((name) => ({
    name: `start and import of ${name} to those of an empty handler`,
    value: fastest(taken[name]) / emptyMs,
    most: budgets.startRatio[name],
    unit: 'times',
  }))
}

/** The processor's time, not the clock's: it does not grow with what else the machine does. */
function startCpuMs(bundle: string, env: NodeJS.ProcessEnv): number {
  const code = `
    const { handler } = await import(${JSON.stringify(pathToFileURL(bundle).href)})
    const { user, system } = process.cpuUsage()
    if (typeof handler === 'function') process.stdout.write(String((user + system) / 1000))`
  const args = ['--input-type=module', '--eval', code]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  const takenMs = Number(stdout)
  if (status !== 0 || !(takenMs > 0)) throw new Error(`${bundle} does not start: ${stderr}`)
  return takenMs
}
