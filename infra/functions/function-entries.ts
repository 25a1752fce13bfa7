import type { FunctionName } from '#contract/routes.ts'

/** Each function's handler; a name in the contract's table that is not here fails the compile. */
export const functionEntries = {
  projects: 'lambdas/projects.ts',
  media: 'lambdas/media.ts',
} as const satisfies Record<FunctionName, `lambdas/${string}.ts`>
