import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { localEnvironment } from '../../dev/cloud/local-environment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface MigrateRun {
  /** SIGKILL: nothing of it goes on, and nothing is tidied up. */
  kill(): void
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly said: string }>
}

/**
 * `npm run migrate` as a process of its own.
 *
 * @param storeUrl where DynamoDB is, for what does not name a stack that knows
 */
export function startMigrate(args: readonly string[], storeUrl?: string): MigrateRun {
  const env = { ...localEnvironment(), ...(storeUrl === undefined ? {} : { AWS_ENDPOINT_URL_DYNAMODB: storeUrl }) }
  const child = spawn(process.execPath, ['dev/run-migrate.ts', ...args], { cwd: root, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, said }))
  return { kill: () => void child.kill('SIGKILL'), ended }
}
