import { tokenSubject } from '../../../client-lib/transport/token-subject.ts'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Home } from '../world/home.ts'
import type { SimCloud } from '../world/sim-cloud.ts'
import type { SimPage } from '../world/sim-page.ts'
import { lookForPause } from './upload-watch.ts'

export interface Sender {
  readonly context: RunContext
  readonly cloud: SimCloud
  readonly home: Home
  readonly page: SimPage
}

/** What leaves a device carries its account's token alone, and is not too much. */
export function watchRequest({ url, method, headers, body }: ServerRequest, sender: Sender): void {
  const { context, cloud, home, page } = sender
  if (home.isOfNobody) context.verdict.fail('3 wrong account', `${page.name} asked the cloud, signed out`)
  context.budget.sent(home.device)
  if (cloud.isStoreUrl(url)) {
    const checksum = headers['x-amz-checksum-sha256']
    if (method !== 'PUT' || checksum === undefined) return
    context.parts.sent(home.device, url, checksum)
    context.files.sent(home.device, body ?? '', checksum)
    lookForPause(home, page, checksum, context)
    return
  }
  const subject = tokenSubject(headers.authorization?.replace('Bearer ', '') ?? '')
  if (subject === home.account) return
  context.verdict.fail('3 wrong account', `${home.device} sent work of ${home.account} with a token of ${subject}`)
}
