/**
 * The order of what either side has: that of the side which moved something, with what each side has added after the
 * element that it stands after there. Undefined where both have moved things, and not alike.
 */
export function mergeOrder(
  base: readonly string[],
  local: readonly string[],
  remote: readonly string[],
): readonly string[] | undefined {
  const inRemote = new Set(remote)
  const common = new Set(local.filter((id) => inRemote.has(id)))
  const skeleton = commonOrder(base, local, remote, common)
  if (!skeleton) return undefined
  const [here, there] = [additions(local, common), additions(remote, common)]
  return [undefined, ...skeleton].flatMap((id) => {
    const runs = [here.get(id) ?? [], there.get(id) ?? []]
    // Added at the same place, the two come in an order that both devices find.
    runs.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    return [...(id === undefined ? [] : [id]), ...runs.flat()]
  })
}

function commonOrder(
  base: readonly string[],
  local: readonly string[],
  remote: readonly string[],
  common: ReadonlySet<string>,
): readonly string[] | undefined {
  const inCommon = (ids: readonly string[]) => ids.filter((id) => common.has(id))
  const [before, here, there] = [inCommon(base), inCommon(local), inCommon(remote)]
  if (isEqual(here, there) || isEqual(there, before)) return here
  return isEqual(here, before) ? there : undefined
}

/** What one side alone has, by the common element before it. */
function additions(side: readonly string[], common: ReadonlySet<string>) {
  const after = new Map<string | undefined, string[]>()
  let last: string | undefined
  for (const id of side) {
    if (common.has(id)) last = id
    else {
      const run = after.get(last)
      // Many may be added at one place: made anew for each, the list would hold the page up for minutes.
      if (run) run.push(id)
      else after.set(last, [id])
    }
  }
  return after
}

/** Both sides have all that is common. */
function isEqual(side: readonly string[], other: readonly string[]): boolean {
  return side.every((id, at) => id === other[at])
}
