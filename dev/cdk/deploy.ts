import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalCloud } from '../cloud/local-cloud.ts'
import { localAccountId } from '../cloud/region.ts'
import type { Deployment } from '../deployment.ts'
import { readDeployedRecord, writeDeployedRecord } from './deployed-record.ts'
import { isStillThere } from './is-still-there.ts'
import { runCdk } from './run-cdk.ts'
import { sourcesHash } from './sources-hash.ts'
import { localDeployment, readStackOutputs } from './stack-outputs.ts'

/** A stage of `infra/stages.ts`, with the issuer that those without a user pool are told. */
export type LocalStage =
  | { readonly name: 'local-http' }
  | {
      readonly name: 'local-oidc' | 'local-rest' | 'dev-rest'
      readonly issuer: string
      readonly audience: string
      readonly jwksUri: string
      readonly storeUrl?: string
    }

/**
 * Bootstraps the cloud and deploys both stacks with the CDK CLI; does neither when the cloud has this very deployment.
 *
 * @param folder keeps the assembly, the outputs and the record of the last deploy
 * @param say is told what is going on
 * @throws DeployFailed when the CLI ends with an error
 */
export async function deploy(
  cloud: LocalCloud,
  stage: LocalStage,
  folder: string,
  signal: AbortSignal,
  say: (detail: string) => void,
): Promise<Deployment> {
  await mkdir(folder, { recursive: true })
  const context = contextOf(stage)
  const recordFile = join(folder, 'deployed.json')
  const hash = await sourcesHash(context)
  const last = await readDeployedRecord(recordFile)
  if (last?.sourcesHash === hash && (await isStillThere(last.outputs, cloud, signal))) {
    say('unchanged since the last start')
    return localDeployment(last.outputs, cloud)
  }
  const outputFolder = join(folder, 'cdk.out')
  const outputsFile = join(folder, 'outputs.json')
  const cdk = (...args: string[]) =>
    runCdk({ args: [...args, ...context], endpointUrl: cloud.endpointUrl, outputFolder }, signal)
  say('cdk bootstrap')
  await cdk('bootstrap', `aws://${localAccountId}/${cloud.region}`)
  say('cdk deploy')
  await cdk('deploy', '--all', '--require-approval', 'never', '--outputs-file', outputsFile)
  const outputs = await readStackOutputs(outputsFile, stage.name)
  await writeDeployedRecord(recordFile, { sourcesHash: hash, outputs })
  return localDeployment(outputs, cloud)
}

function contextOf(stage: LocalStage): string[] {
  const { name, ...issuer } = stage
  return Object.entries({ stage: name, ...issuer }).flatMap(([key, value]) => ['--context', `${key}=${value}`])
}
