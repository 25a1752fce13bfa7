import * as v from 'valibot'

/** What tabs tell each other; rows say the rest. */
export const TabMessage = v.variant('kind', [
  v.object({ kind: v.literal('lane-changed'), projectId: v.string() }),
  v.object({ kind: v.literal('project-changed'), projectId: v.string() }),
  /** Of these rows; without, of any. */
  v.object({ kind: v.literal('assets-changed'), keys: v.optional(v.array(v.string())) }),
  /** Does anybody lead? */
  v.object({ kind: v.literal('lead-asked') }),
  /** Of the tab that leads: asked, or just come to it. */
  v.object({ kind: v.literal('lead-held'), epoch: v.number() }),
  v.object({ kind: v.literal('wake'), by: v.picklist(['hint', 'user']) }),
  /** A tab has opened, perhaps one that nobody was signed in to a moment ago. */
  v.object({ kind: v.literal('opened') }),
  v.object({ kind: v.literal('pause'), paused: v.boolean() }),
  /** This account's work was taken out of this browser. */
  v.object({ kind: v.literal('removed') }),
  /** Of the tab that leads: it alone asks the network. */
  v.object({
    kind: v.literal('line'),
    reachable: v.boolean(),
    signedIn: v.boolean(),
    refusal: v.optional(v.object({ code: v.string(), detail: v.string() })),
  }),
])
export type TabMessage = v.InferOutput<typeof TabMessage>
