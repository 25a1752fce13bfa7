import { type FormEvent, useReducer } from 'react'
import type { PageConfig } from '../workspace/page-config.ts'
import { confirmWith, signInWith, signUpWith } from './account-session.ts'
import { authSentence } from './auth-sentence.ts'
import type { Account } from './remembered-account.ts'
import { SignInField } from './sign-in-field.tsx'
import { type SignInState, signInStart, signInTransition } from './sign-in-state.ts'

const words = {
  'sign-in': { title: 'Sign in', submit: 'Sign in', testId: 'sign-in-submit' },
  'sign-up': { title: 'Create an account', submit: 'Create account', testId: 'sign-up-submit' },
  confirm: { title: 'Check your mail', submit: 'Confirm', testId: 'confirm-submit' },
} as const

export interface SignInPanelProps {
  readonly config: PageConfig
  readonly email?: string
  readonly onSignedIn: (account: Account) => void
}

export function SignInPanel({ config, email, onSignedIn }: SignInPanelProps) {
  const [state, dispatch] = useReducer(signInTransition, email ?? '', signInStart)
  const { title, submit, testId } = words[state.step]
  const busy = state.progress.kind === 'busy'
  const typed = (field: 'email' | 'password' | 'code') => (value: string) => dispatch({ kind: 'typed', field, value })

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    dispatch({ kind: 'submitted' })
    try {
      const next = await take(state)
      if (next.kind === 'confirm') dispatch({ kind: 'step', step: 'confirm' })
      else onSignedIn(next.account)
    } catch (error) {
      dispatch({ kind: 'failed', sentence: authSentence(error) })
    }
  }

  return (
    <form className="sign-in" onSubmit={onSubmit} aria-label={title}>
      <h1>{title}</h1>
      {state.step === 'confirm' ? (
        <>
          <p className="muted">We sent a code to {state.email}. It proves that the address is yours.</p>
          <SignInField label="Code" testId="confirm-code" value={state.code} onValue={typed('code')} />
        </>
      ) : (
        <>
          <SignInField label="Email" testId="sign-in-email" type="email" value={state.email} onValue={typed('email')} />
          <SignInField
            label="Password"
            testId="sign-in-password"
            type="password"
            value={state.password}
            onValue={typed('password')}
          />
        </>
      )}
      {state.progress.kind === 'failed' && (
        <p className="form-error" role="alert">
          {state.progress.sentence}
        </p>
      )}
      <button className="button primary wide" type="submit" data-testid={testId} disabled={busy}>
        {busy ? 'One moment…' : submit}
      </button>
      <button
        className="button quiet wide"
        type="button"
        data-testid="sign-up-toggle"
        onClick={() => dispatch({ kind: 'step', step: state.step === 'sign-in' ? 'sign-up' : 'sign-in' })}
      >
        {state.step === 'sign-in' ? 'New here? Create an account' : 'Have an account? Sign in'}
      </button>
      {config.demoAccounts.length > 0 && (
        <fieldset className="demo-accounts">
          <legend>Accounts of this local cloud</legend>
          {config.demoAccounts.map((account) => (
            <button
              key={account.email}
              className="button"
              type="button"
              onClick={() => dispatch({ kind: 'filled', ...account })}
            >
              {account.email}
            </button>
          ))}
        </fieldset>
      )}
    </form>
  )
}

/** One step forward; a fresh account is signed in at once. */
async function take({ step, email, password, code }: SignInState) {
  const address = email.trim()
  if (step === 'confirm') await confirmWith(address, code.trim())
  if (step === 'sign-up' && (await signUpWith(address, password)) === 'confirm') return { kind: 'confirm' } as const
  return signInWith(address, password)
}
