import { stageNamed } from '../../infra/stages.ts'

/** How long production keeps what is no longer in use. */
export const shippedRetention = stageNamed('prod').retention
