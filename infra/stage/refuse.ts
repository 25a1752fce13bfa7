import { Token } from 'aws-cdk-lib'

/**
 * Ends the synth over a value that a deploy, or the users, would stumble over.
 *
 * @param what the value is, such as `retention.historyDays`
 * @param why it cannot be, and what to write instead
 * @throws RangeError always
 */
export function refuse(what: string, value: unknown, why: string): never {
  throw new RangeError(`${what}, ${JSON.stringify(value)}, ${why}.`)
}

/** What CloudFormation alone will know cannot be judged at synth. */
export function isKnown(value: string | number): boolean {
  return !Token.isUnresolved(value)
}

/** @throws RangeError when the value is no whole number from 1 */
export function wholeFrom1(what: string, value: number, orElse = ''): void {
  if (isKnown(value) && !(Number.isSafeInteger(value) && value >= 1))
    refuse(what, value, `is no whole number from 1${orElse}`)
}

/**
 * A limit that is misspelt would be none: types tell it only where the object is written out in place.
 *
 * @throws RangeError
 */
export function refuseUnknown(what: string, given: object | undefined, known: object): void {
  const names = Object.keys(known)
  const unknown = Object.keys(given ?? {}).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new RangeError(`There is no ${what} ${unknown}; write one of ${names.join(', ')}.`)
}
