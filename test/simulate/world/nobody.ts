/** Whose work it is while nobody is signed in. No account is called so. */
export const nobody = 'nobody'

/** As the client is told who is signed in. */
export function subjectOf(account: string): string | null {
  return account === nobody ? null : account
}
