import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startLocalIssuer } from '../../dev/accounts/local-issuer.ts'
import { deploy } from '../../dev/cdk/deploy.ts'
import { type LocalStackCloud, openLocalStackCloud } from '../../dev/cloud/open-localstack-cloud.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    localStack: { readonly endpointUrl: string; readonly machine: LocalStackCloud['machine'] }
  }
}

/** The REST profile on LocalStack, deployed by the CDK CLI over whatever an earlier run left there. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const signal = new AbortController().signal
  const { cloud, machine } = await openLocalStackCloud(signal)
  const issuer = await startLocalIssuer({ machine, audience: 'reelsync-tests' })
  const close = async () => {
    await issuer.close()
    await cloud.close()
  }
  try {
    const stage = { name: 'local-rest', ...issuer.trust, storeUrl: cloud.endpointUrl } as const
    const deployment = await deploy(cloud, stage, join(reelsyncFolder, 'test-localstack'), signal, () => undefined)
    project.provide('restDeployment', deployment)
    project.provide('localStack', { endpointUrl: cloud.endpointUrl, machine })
    project.provide('issuerKeys', issuer.keys)
    return close
  } catch (error) {
    await close()
    throw error
  }
}
