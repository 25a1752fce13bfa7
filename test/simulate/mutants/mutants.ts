import { clientMutants } from './client-mutants.ts'
import type { Mutant } from './mutant.ts'
import { serverMutants } from './server-mutants.ts'

/** Every bug that is built in on purpose; the simulator is to find each. */
export const mutants: readonly Mutant[] = [...clientMutants, ...serverMutants]
