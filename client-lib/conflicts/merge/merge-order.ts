/**
 * The order of what a merge keeps: that of the side which moved something, with what each side has added after the
 * element that it stands after there. Undefined where both have moved things, and not alike.
 */
export function mergeOrder(
  base: readonly string[],
  local: readonly string[],
  remote: readonly string[],
  kept: ReadonlySet<string>,
): readonly string[] | undefined {
  const inRemote = new Set(remote)
  const common = new Set(local.filter((id) => inRemote.has(id) && kept.has(id)))
  const skeleton = commonOrder(base, local, remote, common)
  if (!skeleton) return undefined
  const [here, there] = [additions(local, common, kept), additions(remote, common, kept)]
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
  const [before, here, there] = [base, local, remote].map((ids) => ids.filter((id) => common.has(id)))
  if (!before || !here || !there) return undefined
  if (isEqual(here, there) || isEqual(there, before)) return here
  return isEqual(here, before) ? there : undefined
}

/** What one side alone has, by the common element before it. */
function additions(side: readonly string[], common: ReadonlySet<string>, kept: ReadonlySet<string>) {
  const after = new Map<string | undefined, string[]>()
  let last: string | undefined
  for (const id of side) {
    if (common.has(id)) last = id
    else if (kept.has(id)) {
      const run = after.get(last)
      // Many may be added at one place: made anew for each, the list would hold the page up for minutes.
      if (run) run.push(id)
      else after.set(last, [id])
    }
  }
  return after
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}
