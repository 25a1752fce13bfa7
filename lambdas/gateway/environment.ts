import * as v from 'valibot'
import { AccountLimits } from '../accounts/account-limits.ts'
import { Retention } from '../retention/retention.ts'

const text = v.pipe(v.string(), v.minLength(1))
const url = v.pipe(text, v.url())

/** What every function needs. */
const Common = {
  STAGE: text,
  TABLE_PROJECTS: text,
  TABLE_PROJECT_MEDIA: text,
  AUTH_MODE: v.picklist(['gateway', 'function']),
  AUTH_ISSUER: url,
  AUTH_AUDIENCE: text,
  AUTH_JWKS_URI: v.optional(url),
}

const Store = {
  TABLE_STORED_ASSETS: text,
  TABLE_ACCOUNTS: text,
  LIMITS: AccountLimits,
  BUCKET: text,
  /** The store's address as clients reach it, where the SDK's own would not do. */
  STORE_URL: v.optional(url),
}

export const ProjectsEnvironment = v.object({
  ...Common,
  ...Store,
  TABLE_PROJECT_VERSIONS: text,
  RETENTION: Retention,
  // As the SDK reads them: where AWS's services are on a cloud that is not AWS.
  AWS_ENDPOINT_URL: v.optional(url),
  AWS_ENDPOINT_URL_S3: v.optional(url),
})

export const MediaEnvironment = v.object({ ...Common, ...Store })

export const HistoryEnvironment = v.object({ TABLE_PROJECT_VERSIONS: text, RETENTION: Retention })

export const HousekeepingEnvironment = v.object({
  STAGE: text,
  TABLE_PROJECTS: text,
  TABLE_PROJECT_VERSIONS: text,
  TABLE_PROJECT_MEDIA: text,
  TABLE_STORED_ASSETS: text,
  TABLE_ACCOUNTS: text,
  BUCKET: text,
  RETENTION: Retention,
  AWS_ENDPOINT_URL: v.optional(url),
  AWS_ENDPOINT_URL_S3: v.optional(url),
})

const Environment = v.object(Common)
export type Environment = v.InferOutput<typeof Environment>
