import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startLocalIssuer } from './accounts/local-issuer.ts'
import { deploy } from './cdk/deploy.ts'
import { openLocalStackCloud } from './cloud/open-localstack-cloud.ts'
import { writeDeployment } from './deployment.ts'
import type { LocalStack, LocalStackOptions } from './start-local-stack.ts'
import { readPort } from './state/read-port.ts'
import { takeFolder } from './state/take-folder.ts'
import { silentSteps } from './steps.ts'

/** Names the accounts, so it outlives the port that the issuer happens to have. */
const issuerName = 'http://localhost/reelsync-dev'
const audience = 'reelsync-dev'

export interface OnLocalStackOptions extends Pick<LocalStackOptions, 'folder' | 'isFresh' | 'signal' | 'steps'> {
  /** Finds the LocalStack; the one that `LOCALSTACK_ENDPOINT` names or the compose file's when left out. */
  readonly open?: typeof openLocalStackCloud
}

/**
 * Deploys the REST profile to LocalStack, with an issuer beside it that signs in whoever asks.
 *
 * @throws StartFailure, whose subclasses name each cause and the way out
 */
export async function startOnLocalStack(options: OnLocalStackOptions): Promise<LocalStack> {
  const { folder, isFresh = false, steps = silentSteps, open = openLocalStackCloud } = options
  const signal = options.signal ?? new AbortController().signal
  const started = [await takeFolder(folder, isFresh)]
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop()
  }
  try {
    const { cloud, machine } = await steps('Find LocalStack', () => open(signal))
    started.push(cloud.close)
    const port = await readPort(join(folder, 'issuer-port'))
    const asked = { machine, audience, name: issuerName, ...(port === undefined ? {} : { port }) }
    const issuer = await steps('Start the local sign-in', () => startLocalIssuer(asked))
    started.push(issuer.close)
    await writeFile(join(folder, 'issuer-port'), String(issuer.port))
    const stage = { name: 'dev-rest', ...issuer.trust, storeUrl: cloud.endpointUrl } as const
    const deployed = await steps('Deploy the stacks', (say) => deploy(cloud, stage, folder, signal, say))
    const deployment = { ...deployed, localIssuerUrl: issuer.url }
    const deploymentFile = join(folder, 'deployment.json')
    await writeDeployment(deploymentFile, deployment)
    return { deployment, deploymentFile, cloud, accounts: [], close }
  } catch (error) {
    await close()
    throw error
  }
}
