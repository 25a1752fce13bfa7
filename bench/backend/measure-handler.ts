import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import * as v from 'valibot'
import { bundleOptions } from '../../infra/bundles/bundle-options.ts'
import { replaceModules } from '../../infra/bundles/replace-modules.ts'
import { stageNamed } from '../../infra/stages.ts'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'
import { startEnvironment } from './start-environment.ts'

const timeWrites = join(import.meta.dirname, 'time-writes.ts')
const silentLine = { specifier: /^@smithy\/node-http-handler$/, path: join(import.meta.dirname, 'silent-line.ts') }
const projects = join(import.meta.dirname, '../../lambdas/projects.ts')
const Taken = v.pipe(v.string(), v.parseJson(), v.object({ writeMs: v.number(), yardstickMs: v.number() }))

/** A write of a 30 KB document through the function as it is deployed, but for the SDK's line, which answers at once. */
export async function measureHandler(folder: string): Promise<Figure> {
  const options = bundleOptions(projects, join(folder, 'silent'), 'gateway')
  await build({ ...options, plugins: [replaceModules([silentLine]), ...(options.plugins ?? [])] })
  const env = startEnvironment(stageNamed('prod'))
  const args = [timeWrites, join(folder, 'silent', 'index.mjs')]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The write could not be timed: ${stderr}`)
  const { writeMs, yardstickMs } = v.parse(Taken, stdout)
  return {
    name: 'a write without I/O to gzip and parse of its document',
    value: writeMs / yardstickMs,
    most: budgets.handlerRatio,
    unit: 'times',
  }
}
