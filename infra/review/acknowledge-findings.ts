import { type Acknowledgment, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'
import { RestGateway } from '../gateway/rest-gateway.ts'
import type { StatefulStack } from '../stateful-stack.ts'
import type { StatelessStack } from '../stateless-stack.ts'

/** Findings of the AWS Solutions rules that we accept, each with its reason. A new finding fails the synth. */
export function acknowledgeFindings(stateful: StatefulStack, stateless: StatelessStack): void {
  accept(stateful.bucket, {
    'AwsSolutions-S1':
      'Every object is reached by a URL that a function signed for one user; the access log of the API says who asked.',
  })
  if (stateful.issuer.pool) accept(stateful.issuer.pool.construct, poolReasons)
  accept(stateless, {
    [everyMediaObject(stateful)]: 'Keys are made at run time, one an upload; the bucket holds nothing but media.',
  })
  if (stateless.gateway instanceof RestGateway) accept(stateless.gateway, restReasons)
}

const poolReasons = {
  'AwsSolutions-COG2': 'A second factor is offered to every user; an editor does not force one on them.',
  'AwsSolutions-COG8':
    'The Plus plan is priced by user; a team that wants its threat protection sets it for its own stage.',
}

const restReasons = {
  'AwsSolutions-APIG2': 'The functions parse every request against the contract and name what is wrong.',
  'AwsSolutions-APIG3': 'A web ACL has a monthly price and belongs to the team; throttles are on every route.',
  'AwsSolutions-APIG4': 'The functions verify the token themselves, for any OIDC issuer.',
  'AwsSolutions-APIG6': 'The access log and the functions log every call; execution logs would hold documents.',
  'AwsSolutions-COG4': 'The functions verify the token themselves, for any OIDC issuer.',
}

/** The rule's name holds the resource, as the stack's export names it: the finding says the new one when it moves. */
function everyMediaObject(stateful: StatefulStack): string {
  return `AwsSolutions-IAM5[Resource::${stateful.stackName}:ExportsOutputFnGetAttMediaA721A567ArnB9989168/*]`
}

function accept(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const rules = Object.entries(reasons).map(([id, reason]): Acknowledgment => ({ id, reason }))
  Validations.of(scope).acknowledge(...rules)
}
