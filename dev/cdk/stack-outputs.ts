import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import type { LocalCloud } from '../cloud/local-cloud.ts'
import { Deployment } from '../deployment.ts'

/** The stateless stack's outputs, as `cdk deploy --outputs-file` writes them. */
export const StackOutputs = v.object({
  Stage: v.string(),
  Profile: v.picklist(['http', 'rest']),
  ApiId: v.string(),
  ApiUrl: v.string(),
  BucketName: v.string(),
  ProjectsTable: v.string(),
  MigrationsTable: v.string(),
  Issuer: v.string(),
  Audience: v.string(),
  UserPoolId: v.optional(v.string()),
  UserPoolClientId: v.optional(v.string()),
})
export type StackOutputs = v.InferOutput<typeof StackOutputs>

const restStageName = 'v1'

/**
 * The outputs of the stage's stateless stack.
 *
 * @throws ValiError when the file does not hold them
 */
export async function readStackOutputs(file: string, stage: string): Promise<StackOutputs> {
  const stack = `reelsync-${stage}-stateless`
  const outputs = v.parse(v.object({ [stack]: StackOutputs }), JSON.parse(await readFile(file, 'utf8')))
  return v.parse(StackOutputs, outputs[stack])
}

/** How the stack is reached on this cloud: by address, for names below `localhost` do not resolve everywhere. */
export function localDeployment(outputs: StackOutputs, cloud: Pick<LocalCloud, 'endpointUrl' | 'region'>): Deployment {
  const gatewayStage = outputs.Profile === 'http' ? '$default' : restStageName
  return v.parse(Deployment, {
    stage: outputs.Stage,
    profile: outputs.Profile,
    apiUrl: `${cloud.endpointUrl}/_aws/execute-api/${outputs.ApiId}/${gatewayStage}`,
    region: cloud.region,
    bucketName: outputs.BucketName,
    tables: { projects: outputs.ProjectsTable, migrations: outputs.MigrationsTable },
    userPoolId: outputs.UserPoolId,
    userPoolClientId: outputs.UserPoolClientId,
    awsEndpointUrl: cloud.endpointUrl,
    issuer: outputs.Issuer,
    audience: outputs.Audience,
  })
}
