import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type IssuerKeys, startLocalIssuer } from '../../dev/accounts/local-issuer.ts'
import { deploy } from '../../dev/cdk/deploy.ts'
import type { Deployment } from '../../dev/deployment.ts'
import { startLocalStack } from '../../dev/start-local-stack.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    httpDeployment: Deployment
    oidcDeployment: Deployment
    restDeployment: Deployment
    issuerKeys: IssuerKeys
  }
}

/** One local cloud for the run, with both gateway profiles, and the HTTP API behind an issuer of its own, deployed to it by the CDK CLI. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(reelsyncFolder, 'test-http')
  const stack = await startLocalStack({ folder, isFresh: true, keepsState: false })
  const issuer = await startLocalIssuer({
    machine: { bind: '127.0.0.1', host: '127.0.0.1' },
    audience: 'reelsync-tests',
  })
  const close = async () => {
    await issuer.close()
    await stack.close()
  }
  try {
    const signal = new AbortController().signal
    const deployed = (name: 'local-oidc' | 'local-rest') =>
      deploy(stack.cloud, { name, ...issuer.trust }, join(folder, name), signal, () => undefined)
    project.provide('httpDeployment', stack.deployment)
    project.provide('oidcDeployment', await deployed('local-oidc'))
    project.provide('restDeployment', await deployed('local-rest'))
    project.provide('issuerKeys', issuer.keys)
    return close
  } catch (error) {
    await close()
    throw error
  }
}
