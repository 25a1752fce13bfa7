/** A name for an account's databases and folders: letters, digits, `_` and `-`, and another one for each account. */
export function accountKey(account: string): string {
  return account.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
}
