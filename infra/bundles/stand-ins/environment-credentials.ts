/**
 * Stands in for the SDK's credential chain in the bundles: a function's credentials are in its environment,
 * and the chain's other links (SSO, INI files, instance metadata) cost a quarter of the bundle and of a cold start.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
})
