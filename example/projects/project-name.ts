import * as limits from '#contract/limits.ts'

/** A name that a project may have, from what was typed; undefined where nothing is left of it. */
export function projectName(typed: string): string | undefined {
  const name = typed.trim().slice(0, limits.nameCharacters)
  return name === '' ? undefined : name
}
