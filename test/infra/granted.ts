import type { Template } from 'aws-cdk-lib/assertions'

interface Statement {
  readonly Action: string | string[]
  readonly Resource: unknown
}
interface Role {
  readonly Properties: { readonly Policies: { readonly PolicyDocument: { readonly Statement: Statement[] } }[] }
}

/**
 * Every `ACTION on RESOURCE` that the role of a function holds, sorted. A resource of the data is named by its construct,
 * `own` stands for what the function has for itself.
 */
export function granted(template: Template, functionId: string): string[] {
  const roles = Object.entries(template.findResources('AWS::IAM::Role')) as [string, Role][]
  const [, role] = roles.find(([id]) => id.startsWith(`${functionId}Role`)) ?? []
  if (role === undefined) throw new Error(`There is no role of ${functionId}.`)
  const statements = role.Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  const pairs = statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} on ${resourceName(resource)}`)),
  )
  return [...new Set(pairs)].sort()
}

/** A resource of the data, by the other stack's export or, where `CloudSync` holds both, in the same stack. */
const ofData = /(?:ExportsOutputFnGetAtt|"SyncData)(?:Tables)?([A-Za-z]+?)[0-9A-F]{8}(?:",")?(Stream)?Arn/

function resourceName(resource: unknown): string {
  const text = JSON.stringify(resource)
  const [, construct, stream] = ofData.exec(text) ?? []
  if (construct === undefined) return ownResource(text)
  if (stream !== undefined) return `stream of ${construct}`
  const [, below = ''] = /"(\/[^"]*)"\]\]/.exec(text) ?? []
  return construct + below
}

function ownResource(text: string): string {
  const [, construct = text] = /"Fn::GetAtt":\["(?:SyncApi)?([A-Za-z]+)[0-9A-F]{8}","Arn"\]/.exec(text) ?? []
  return construct.includes('Log') ? 'own log' : construct
}
