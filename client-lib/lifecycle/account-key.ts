/**
 * A name for an account's databases and folders: letters, digits, `_` and `-`, and another one for each account;
 * null is the work of nobody yet, under a name that no account has.
 */
export function accountKey(account: string | null): string {
  if (account === null) return '_signed-out'
  return account.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
}
