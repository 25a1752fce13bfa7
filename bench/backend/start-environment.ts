import { functionEnvironment } from '../../infra/functions/function-environment.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { audience, issuer } from './write-event.ts'

const tables = {
  projects: { tableName: 'projects' },
  projectVersions: { tableName: 'project-versions' },
  projectMedia: { tableName: 'project-media' },
  storedAssets: { tableName: 'stored-assets' },
  accounts: { tableName: 'accounts' },
}

/** What a function of this stage finds when it starts, on no account of AWS's. */
export function startEnvironment(stage: Stage): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    ...functionEnvironment(stage, { tables, bucket: { bucketName: 'bucket' } }, { issuer, audience }),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    // What it logs would be measured with it.
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  }
}
