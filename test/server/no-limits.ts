import { unlimited } from '../../infra/stage/stage.ts'
import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'

/** What a stage gives its users that names no limits. */
export const noLimits: AccountLimits = unlimited
