import * as v from 'valibot'

const Account = v.object({ sub: v.string(), email: v.string() })
/** Who works here: `sub` names the device's local state, `email` is shown. */
export type Account = v.InferOutput<typeof Account>

const key = 'reelsync-example.account'

/** The account last signed in and not signed out: the editor opens with it offline and after its session has ended. */
export function rememberedAccount(): Account | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), Account), localStorage.getItem(key))
  return result.success ? result.output : undefined
}

export function rememberAccount(account: Account): void {
  localStorage.setItem(key, JSON.stringify(account))
}

export function forgetAccount(): void {
  localStorage.removeItem(key)
}
