import { describe } from 'vitest'
import { describeAddressAttacks } from './http-contract-security-addresses.ts'
import { describeBodyAttacks } from './http-contract-security-bodies.ts'
import { describeIdAttacks } from './http-contract-security-ids.ts'
import { describeStrangerAttacks } from './http-contract-security-strangers.ts'
import { describeTokenAttacks } from './http-contract-security-tokens.ts'
import type { HttpTarget } from './http-target.ts'

/** Attacks, each by its name. */
export function describeSecurityContract(target: HttpTarget): void {
  describe('attacks', () => {
    describeTokenAttacks(target)
    describeStrangerAttacks(target)
    describeIdAttacks(target)
    describeBodyAttacks(target)
    describeAddressAttacks(target)
  })
}
