import { Amplify } from 'aws-amplify'
import { confirmSignUp, fetchAuthSession, resendSignUpCode, signIn, signOut, signUp } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import type { UserPool } from '../workspace/page-config.ts'
import { deviceValues } from './device-values.ts'
import { type Account, forgetAccount, rememberAccount } from './remembered-account.ts'

export type SignInOutcome = { readonly kind: 'signed-in'; readonly account: Account } | { readonly kind: 'confirm' }

export function configureAmplify({ userPoolId, userPoolClientId, userPoolEndpoint }: UserPool): void {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        // Amplify takes whole URLs only.
        ...(userPoolEndpoint && { userPoolEndpoint: new URL(userPoolEndpoint, location.origin).href }),
      },
    },
  })
  cognitoUserPoolsTokenProvider.setKeyValueStorage(deviceValues)
}

export async function signUpWith(email: string, password: string): Promise<'confirm' | 'done'> {
  const { nextStep } = await signUp({ username: email, password, options: { userAttributes: { email } } })
  return nextStep.signUpStep === 'CONFIRM_SIGN_UP' ? 'confirm' : 'done'
}

export async function confirmWith(email: string, code: string): Promise<void> {
  await confirmSignUp({ username: email, confirmationCode: code })
}

/** Sends a new code; the old one is good no more. */
export async function sendCodeAgain(email: string): Promise<void> {
  await resendSignUpCode({ username: email })
}

/** Signs in by SRP: the password itself never leaves the page. */
export async function signInWith(email: string, password: string): Promise<SignInOutcome> {
  // A session that has died still stands in Amplify's way.
  await signOut({ global: false }).catch(() => undefined)
  const { nextStep } = await signIn({ username: email, password, options: { authFlowType: 'USER_SRP_AUTH' } })
  if (nextStep.signInStep === 'CONFIRM_SIGN_UP') return { kind: 'confirm' }
  const { userSub } = await fetchAuthSession()
  if (userSub === undefined) throw new Error('The user pool signed nobody in.')
  const account = { sub: userSub, email }
  await rememberAccount(account)
  return { kind: 'signed-in', account }
}

/** Leaves the account. Its projects and its queue stay on the device. */
export async function signOutHere(): Promise<void> {
  await forgetAccount()
  await signOut({ global: false })
}
