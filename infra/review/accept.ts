import { type Acknowledgment, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Accepts findings of the AWS Solutions rules below this construct, each with its reason: for our own stacks and for
 * a team that runs the rules over its app. Any other finding fails the synth.
 *
 * @param reasons by the finding's name
 */
export function accept(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const rules = Object.entries(reasons).map(([id, reason]): Acknowledgment => ({ id, reason }))
  Validations.of(scope).acknowledge(...rules)
}
