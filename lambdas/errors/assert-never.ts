/** Closes a switch: a kind that none of its arms knows does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`A kind that no arm knows: ${JSON.stringify(value)}`)
}
