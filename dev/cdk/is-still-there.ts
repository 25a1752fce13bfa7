import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import type { LocalCloud } from '../cloud/local-cloud.ts'
import { localDeployment, type StackOutputs } from './stack-outputs.ts'

/**
 * Whether this cloud still has the recorded stack. One call proves gateway and function: the stack's API answers
 * a caller without a token by 401, and a cloud that has lost its state by 404.
 */
export async function isStillThere(outputs: StackOutputs, cloud: LocalCloud, signal: AbortSignal): Promise<boolean> {
  const { apiUrl } = localDeployment(outputs, cloud)
  const headers = { [contractVersionHeader]: String(contractVersion) }
  const api = await fetch(`${apiUrl}/api/projects`, { headers, signal })
  await api.arrayBuffer()
  return api.status === 401
}
