import type { DemoAccount } from './accounts/demo-accounts.ts'

/** What the local user pool takes as confirmation of a sign-up: it sends no e-mail. */
const localConfirmationCode = '123456'

/**
 * What to do next, once everything runs.
 *
 * @param accounts none where a local sign-in lets in whoever asks
 * @param keptIn where what is made here stays: our state folder, or a cloud that keeps it itself
 */
export function welcome(url: string, accounts: readonly DemoAccount[], keptIn: KeptIn): string {
  return [
    '',
    `  Open  ${url}`,
    '',
    ...signInLines(accounts).map((line) => `  ${line}`),
    '',
    `  ${keptSentence(keptIn)}`,
    '  Ctrl-C stops it all.',
    '',
  ].join('\n')
}

export type KeptIn =
  | { readonly folder: string }
  | {
      readonly cloudUrl: string
      /** Whether the cloud ends with this start. */
      readonly cloudEnds: boolean
    }

function signInLines(accounts: readonly DemoAccount[]): string[] {
  if (accounts.length === 0)
    return ['Sign in with any e-mail: this sign-in asks for no password, and is of this computer alone.']
  const signIns = accounts.map(
    ({ email, password }, index) => `${index === 0 ? 'Sign in as' : '        or'}  ${email}  password  ${password}`,
  )
  return [...signIns, `or sign up with any e-mail; the confirmation code is ${localConfirmationCode}.`]
}

function keptSentence(keptIn: KeptIn): string {
  if ('folder' in keptIn)
    return `Everything made here stays in ${keptIn.folder}; \`npm run dev -- --fresh\` starts anew.`
  const { cloudUrl, cloudEnds } = keptIn
  return cloudEnds
    ? `Everything made here is gone with the local cloud at ${cloudUrl}, which ends with this.`
    : `Everything made here stays in the local cloud at ${cloudUrl}, which runs on.`
}
