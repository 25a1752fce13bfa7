import type { TokenIssuer } from '../accounts/token-issuer.ts'
import type { Data } from '../permissions/route-permissions.ts'
import type { Stage } from '../stages.ts'

/** What the functions read at their start; they parse it and refuse to run without it. */
export function functionEnvironment(
  stage: Stage,
  { tables, bucket }: Data,
  issuer: TokenIssuer,
): Record<string, string> {
  return {
    STAGE: stage.name,
    TABLE_PROJECTS: tables.projects.tableName,
    TABLE_PROJECT_VERSIONS: tables.projectVersions.tableName,
    TABLE_PROJECT_MEDIA: tables.projectMedia.tableName,
    TABLE_STORED_ASSETS: tables.storedAssets.tableName,
    BUCKET: bucket.bucketName,
    ...(stage.storeUrl === undefined ? {} : { STORE_URL: stage.storeUrl }),
    RETENTION: JSON.stringify(stage.retention),
    AUTH_MODE: stage.gateway.kind === 'http' ? 'gateway' : 'function',
    AUTH_ISSUER: issuer.issuer,
    AUTH_AUDIENCE: issuer.audience,
    ...(issuer.jwksUri === undefined ? {} : { AUTH_JWKS_URI: issuer.jwksUri }),
  }
}
