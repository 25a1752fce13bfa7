import type { SyncData } from '../sync-data.ts'
import { accept } from './accept.ts'

export function acknowledgeDataFindings({ bucket, issuer }: SyncData): void {
  accept(bucket, {
    'AwsSolutions-S1':
      'Every object is reached by a URL that a function signed for one user; the access log of the API says who asked.',
  })
  if (issuer.pool?.construct !== undefined) accept(issuer.pool.construct, poolReasons)
}

const poolReasons = {
  'AwsSolutions-COG2': 'A second factor is offered to every user; an editor does not force one on them.',
  'AwsSolutions-COG8':
    'The Plus plan is priced by user; a team that wants its threat protection sets it for its own stage.',
}
