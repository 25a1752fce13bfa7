import * as v from 'valibot'

/** `cancelled`: it was not stored, and is gone. `detached`: nothing was taken away; what the project lists stays. */
export const RemoveMediaReply = v.object({ state: v.picklist(['cancelled', 'detached']) })
export type RemoveMediaReply = v.InferOutput<typeof RemoveMediaReply>
