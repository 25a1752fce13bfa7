/** What ends so is the database of another account's media or handles. */
const notAsItIs = /[^A-Za-z0-9-]|-(?=(media|in-place)$)/g

/**
 * The name of an account's database, folder and channel: letters, digits, `_` and `-`, and another one for each account;
 * null is the work of nobody yet, under a name that no account has. None ends as the databases of files do: `ada-media`
 * is an account too.
 */
export function databaseName(account: string | null): string {
  if (account === null) return 'reelsync-_signed-out'
  return `reelsync-${account.replace(notAsItIs, (character) => `_${character.charCodeAt(0).toString(16)}_`)}`
}
