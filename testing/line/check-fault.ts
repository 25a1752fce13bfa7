import { statusOfCode } from '#contract/errors.ts'
import { routes } from '#contract/routes.ts'
import type { FaultedRequests, LineFault } from './line-fault.ts'

const kinds: Readonly<Record<LineFault['kind'], true>> = {
  ...{ drop: true, 'lose-reply': true, delay: true, duplicate: true, answer: true, problem: true },
}

/** @throws TypeError of requests, a kind or a code that there is none of: no request would meet it */
export function checkFault(requests: FaultedRequests, fault: LineFault): void {
  oneOf({ ...routes, store: true, all: true }, requests)
  oneOf(kinds, fault.kind)
  if (fault.kind === 'problem') oneOf(statusOfCode, fault.code)
}

function oneOf(known: object, name: string): void {
  if (!Object.hasOwn(known, name)) throw new TypeError(`There is no ${name}: write ${Object.keys(known).join(', ')}.`)
}
