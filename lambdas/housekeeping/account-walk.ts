import type { AccountRegistry, Pass } from './account-registry.ts'

/**
 * Hands out the accounts of a pass, one after the other to as many as ask. The place is saved before each: an account
 * that the run dies of holds up none but itself, and that until the next pass.
 */
export function accountWalk(
  registry: AccountRegistry,
  owner: string,
  { startedAtMs, after: start }: Extract<Pass, { state: 'under-way' }>,
): () => Promise<string | undefined> {
  let queue: string[] = []
  let after = start
  let isLast = false
  const take = async (): Promise<string | undefined> => {
    while (queue.length === 0 && !isLast) {
      const page = await registry.page(after)
      queue = [...page.userIds]
      isLast = page.isLast
    }
    const next = queue.shift()
    if (next === undefined) return undefined
    after = next
    await registry.save(owner, { startedAtMs, state: 'under-way', after })
    return next
  }
  let turn: Promise<string | undefined> = Promise.resolve(undefined)
  return () => {
    turn = turn.then(take)
    return turn
  }
}
