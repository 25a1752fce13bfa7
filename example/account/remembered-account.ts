import * as v from 'valibot'
import { deviceValues } from './device-values.ts'

const Account = v.object({ sub: v.string(), email: v.string() })
/** Who works here: `sub` names the device's local state, `email` is shown. */
export type Account = v.InferOutput<typeof Account>

const key = 'reelsync-example.account'

/** The account last signed in and not signed out: the editor opens with it offline and after its session has ended. */
export async function rememberedAccount(): Promise<Account | undefined> {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), Account), await deviceValues.getItem(key))
  return result.success ? result.output : undefined
}

export async function rememberAccount(account: Account): Promise<void> {
  await deviceValues.setItem(key, JSON.stringify(account))
}

export async function forgetAccount(): Promise<void> {
  await deviceValues.removeItem(key)
}
