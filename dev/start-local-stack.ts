import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DemoAccount, demoAccounts } from './accounts/demo-accounts.ts'
import { ensureAccount } from './accounts/ensure-account.ts'
import { localUserPool } from './accounts/local-user-pool.ts'
import { deploy, type LocalStage } from './cdk/deploy.ts'
import type { LocalCloud } from './cloud/local-cloud.ts'
import { openLocalCloud } from './cloud/open-local-cloud.ts'
import { type Deployment, writeDeployment } from './deployment.ts'
import { readPort } from './state/read-port.ts'
import { takeFolder } from './state/take-folder.ts'
import { type Steps, silentSteps } from './steps.ts'

export interface LocalStackOptions {
  /** Everything of this start: the cloud's state, its log, the assembly and `deployment.json`. Tests take one of their own. */
  readonly folder: string
  /** Removes what an earlier start left. */
  readonly isFresh?: boolean
  /** Whether what is made now is there at the next start; true when left out. */
  readonly keepsState?: boolean
  /** `local-http` when left out. */
  readonly stage?: LocalStage
  readonly signal?: AbortSignal
  readonly steps?: Steps
}

/** A deployed stack on a running local cloud. */
export interface LocalStack {
  readonly deployment: Deployment
  /** Holds `deployment`, for `REELSYNC_DEPLOYMENT`. */
  readonly deploymentFile: string
  readonly cloud: LocalCloud
  /** Accounts that can sign in; none where the stage has no user pool. */
  readonly accounts: readonly DemoAccount[]
  /** Stops the cloud and lets go of the folder. May be repeated. */
  close(): Promise<void>
}

/**
 * Opens the local cloud, deploys both stacks and makes the demo accounts. What is there already is reused.
 *
 * @throws StartFailure, whose subclasses name each cause and the way out
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { folder, isFresh = false } = options
  const release = await takeFolder(folder, isFresh)
  try {
    return await startLocked(options, release)
  } catch (error) {
    await release()
    throw error
  }
}

async function startLocked(options: LocalStackOptions, release: () => Promise<void>): Promise<LocalStack> {
  const { folder, keepsState = true, stage = { name: 'local-http' }, steps = silentSteps } = options
  const signal = options.signal ?? new AbortController().signal
  const lastPort = await readPort(join(folder, 'port'))
  const cloud = await steps('Start the local cloud', (say) =>
    openLocalCloud({ folder, keepsState, ...(lastPort === undefined ? {} : { lastPort }) }, signal, say),
  )
  try {
    await writeFile(join(folder, 'port'), new URL(cloud.endpointUrl).port)
    const deployed = await steps('Deploy the stacks', (say) => deploy(cloud, stage, folder, signal, say))
    const accounts = await steps('Make the demo accounts', () => makeAccounts(deployed))
    const deployment = { ...deployed, demoAccounts: [...accounts] }
    const deploymentFile = join(folder, 'deployment.json')
    await writeDeployment(deploymentFile, deployment)
    const close = async () => {
      await cloud.close()
      await release()
    }
    return { deployment, deploymentFile, cloud, accounts, close }
  } catch (error) {
    await cloud.close()
    throw error
  }
}

async function makeAccounts(deployment: Deployment): Promise<readonly DemoAccount[]> {
  if (deployment.userPoolId === undefined) return []
  const pool = localUserPool(deployment)
  for (const account of demoAccounts) await ensureAccount(pool, account)
  pool.client.destroy()
  return demoAccounts
}
