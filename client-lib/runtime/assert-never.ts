/** Closes a switch: a case that is added and not handled fails to compile. */
export function assertNever(value: never): never {
  throw new TypeError(`Not handled: ${JSON.stringify(value)}`)
}
