import * as limits from '#contract/limits.ts'

/** An upload that began while its address was good may end so long after. */
const slackMs = 60 * 60 * 1000

/** When what was given up now can be collected: no address that was signed for it is good any more. */
export function garbageDueAtMs(nowMs: number): number {
  return nowMs + limits.urlLifeSeconds * 1000 + slackMs
}
