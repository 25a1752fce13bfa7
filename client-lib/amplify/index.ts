import { fetchAuthSession } from 'aws-amplify/auth'
import type { TokenSource } from '../cloud-sync.ts'

/**
 * The access token of the user that aws-amplify (v6) has signed in; null while nobody is.
 * Rejects where Amplify cannot reach the user pool; the sync then waits and asks again.
 *
 * @example createCloudSync({ apiUrl, account: userId, getToken: amplifyTokenSource() })
 */
export function amplifyTokenSource(): TokenSource {
  return async ({ refresh }) => {
    const { tokens } = await fetchAuthSession({ forceRefresh: refresh })
    return tokens?.accessToken.toString() ?? null
  }
}
