import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { localEnvironment } from '../cloud/local-environment.ts'
import { localRegion } from '../cloud/region.ts'
import { freePort } from '../processes/free-port.ts'
import type { LocalStore } from './local-store.ts'
import { startLocalStore } from './start-local-store.ts'

export interface VersitygwOptions {
  /** Takes a line a request, preflights too. */
  readonly accessLog?: string
  /** Lets a connection serve many requests, as AWS does. */
  readonly keepsAlive?: boolean
}

/**
 * Starts versitygw, an S3 that is strict on signatures, checksums and CORS, over an empty folder.
 *
 * @param binary see `versitygwBinary`
 * @param folder holds its objects and its log
 * @throws LocalStoreFailed when it does not start
 */
export async function startVersitygw(
  binary: string,
  folder: string,
  signal: AbortSignal,
  options: VersitygwOptions = {},
): Promise<LocalStore> {
  const data = join(folder, 'versitygw')
  await rm(data, { recursive: true, force: true })
  // Attributes beside the objects: not every file system keeps extended ones.
  const [objects, versions, attributes] = ['objects', 'versions', 'attributes'].map((name) => join(data, name))
  for (const made of [objects, versions, attributes]) await mkdir(made as string, { recursive: true })
  const port = await freePort()
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = localEnvironment()
  const gateway = ['--port', `127.0.0.1:${port}`, '--region', localRegion, '--health', '/health', '--quiet']
  if (options.accessLog !== undefined) gateway.push('--access-log', options.accessLog)
  if (options.keepsAlive) gateway.push('--keep-alive')
  const backend = [
    'posix',
    '--versioning-dir',
    versions as string,
    '--sidecar',
    attributes as string,
    objects as string,
  ]
  const store = await startLocalStore(
    {
      name: 'versitygw',
      command: binary,
      args: [...gateway, ...backend],
      env: { ROOT_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID, ROOT_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY },
      cwd: data,
      logFile: join(folder, 'versitygw.log'),
      port,
      path: '/health',
      upStatus: 200,
    },
    signal,
  )
  const close = async () => {
    await store.close()
    await rm(data, { recursive: true, force: true })
  }
  return { ...store, close }
}
