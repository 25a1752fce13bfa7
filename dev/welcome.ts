import type { DemoAccount } from './accounts/demo-accounts.ts'

/** What the local user pool takes as confirmation of a sign-up: it sends no e-mail. */
const localConfirmationCode = '123456'

/** What to do next, once everything runs. */
export function welcome(url: string, accounts: readonly DemoAccount[], folder: string): string {
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
    `  Everything made here stays in ${folder}; \`npm run dev -- --fresh\` starts anew.`,
    '  Ctrl-C stops it all.',
    '',
  ].join('\n')
}
