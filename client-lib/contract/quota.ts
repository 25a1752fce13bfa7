import * as v from 'valibot'

/** What a stage may limit for each user. */
export const Quota = v.picklist(['stored-bytes', 'projects', 'open-uploads'])
export type Quota = v.InferOutput<typeof Quota>
