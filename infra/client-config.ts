/** What an app has to know: where the API is, and whose tokens it takes. */
export interface ClientConfig {
  /** For `createCloudSync`: without `/api`, and without a slash at its end. */
  readonly apiUrl: string
  readonly region: string
  readonly issuer: string
  /** The client or audience that tokens must be meant for. */
  readonly audience: string
  /** Where the accounts are a user pool's; for Amplify, say. */
  readonly userPoolId?: string
  readonly userPoolClientId?: string
}
