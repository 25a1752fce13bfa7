import type { DemoAccount } from './accounts/demo-accounts.ts'

/** What the local user pool takes as confirmation of a sign-up: it sends no e-mail. */
const localConfirmationCode = '123456'

/**
 * What to do next, once everything runs.
 *
 * @param keptIn where what is made here stays: our state folder, or a cloud that someone else runs
 */
export function welcome(url: string, accounts: readonly DemoAccount[], keptIn: KeptIn): string {
  const signIns = accounts.map(
    ({ email, password }, index) => `${index === 0 ? 'Sign in as' : '        or'}  ${email}  password  ${password}`,
  )
  return [
    '',
    `  Open  ${url}`,
    '',
    ...signIns.map((line) => `  ${line}`),
    `  or sign up with any e-mail; the confirmation code is ${localConfirmationCode}.`,
    '',
    `  ${keptSentence(keptIn)}`,
    '  Ctrl-C stops it all.',
    '',
  ].join('\n')
}

export type KeptIn = { readonly folder: string } | { readonly cloudUrl: string }

function keptSentence(keptIn: KeptIn): string {
  if ('cloudUrl' in keptIn) return `Everything made here stays in the local cloud at ${keptIn.cloudUrl}, which runs on.`
  return `Everything made here stays in ${keptIn.folder}; \`npm run dev -- --fresh\` starts anew.`
}
