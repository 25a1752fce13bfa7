import type { TokenIssuer } from '../accounts/token-issuer.ts'
import { tokenVerifier } from '../gateway/token-verifier.ts'
import type { Stage } from '../stage/stage.ts'

/** What functions are told of tables and bucket. */
export interface DataNames {
  readonly tables: Readonly<
    Record<
      'projects' | 'projectVersions' | 'projectMedia' | 'storedAssets' | 'accounts',
      { readonly tableName: string }
    >
  >
  readonly bucket: { readonly bucketName: string }
}

/** Where what users made is, and for how long it is kept: what every function that reaches all of it is told. */
export function dataEnvironment(stage: Stage, { tables, bucket }: DataNames): Record<string, string> {
  return {
    STAGE: stage.name,
    TABLE_PROJECTS: tables.projects.tableName,
    TABLE_PROJECT_VERSIONS: tables.projectVersions.tableName,
    TABLE_PROJECT_MEDIA: tables.projectMedia.tableName,
    TABLE_STORED_ASSETS: tables.storedAssets.tableName,
    TABLE_ACCOUNTS: tables.accounts.tableName,
    BUCKET: bucket.bucketName,
    RETENTION: JSON.stringify(stage.retention),
  }
}

/** What the functions of routes read at their start; they parse it and refuse to run without it. */
export function functionEnvironment(stage: Stage, data: DataNames, issuer: TokenIssuer): Record<string, string> {
  const verifier = tokenVerifier(stage)
  return {
    ...dataEnvironment(stage, data),
    ...(stage.storeUrl === undefined ? {} : { STORE_URL: stage.storeUrl }),
    LIMITS: JSON.stringify(stage.limits),
    AUTH_MODE: verifier,
    AUTH_ISSUER: issuer.issuer,
    AUTH_AUDIENCE: issuer.audience,
    ...(issuer.jwksUri === undefined || verifier === 'gateway' ? {} : { AUTH_JWKS_URI: issuer.jwksUri }),
  }
}
