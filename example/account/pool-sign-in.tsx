import { type FormEvent, useReducer } from 'react'
import { confirmWith, sendCodeAgain, signInWith, signUpWith } from './account-session.ts'
import { authSentence } from './auth-sentence.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import type { SignInPanelProps } from './sign-in-panel.tsx'
import { type SignInState, signInStart, signInTransition } from './sign-in-state.ts'

const words = {
  'sign-in': { title: 'Sign in', submit: 'Sign in', testId: 'sign-in-submit' },
  'sign-up': { title: 'Create an account', submit: 'Create account', testId: 'sign-up-submit' },
  confirm: { title: 'Check your mail', submit: 'Confirm', testId: 'confirm-submit' },
} as const

/** Signs in at the user pool, or makes an account there. */
export function PoolSignIn({ config, email, onSignedIn }: SignInPanelProps) {
  const [state, dispatch] = useReducer(signInTransition, email ?? '', signInStart)
  const { title, submit, testId } = words[state.step]
  const busy = state.progress.kind === 'busy'

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

  const onSendAgain = async () => {
    dispatch({ kind: 'submitted' })
    try {
      await sendCodeAgain(state.email.trim())
      dispatch({ kind: 'told', sentence: 'Another code is on its way. The one before is good no more.' })
    } catch (error) {
      dispatch({ kind: 'failed', sentence: authSentence(error) })
    }
  }

  return (
    <form className="sign-in" onSubmit={onSubmit} aria-label={title}>
      <h1>{title}</h1>
      <SignInFields state={state} onTyped={(field, value) => dispatch({ kind: 'typed', field, value })} />
      <p className="muted" role="status">
        {state.progress.kind === 'told' && state.progress.sentence}
      </p>
      {state.progress.kind === 'failed' && (
        <p className="form-error" role="alert">
          {state.progress.sentence}
        </p>
      )}
      <button className="button primary wide" type="submit" data-testid={testId} disabled={busy}>
        {busy ? 'One moment…' : submit}
      </button>
      {state.step === 'confirm' && (
        <button className="button quiet wide" type="button" disabled={busy} onClick={() => void onSendAgain()}>
          Send another code
        </button>
      )}
      <button
        className="button quiet wide"
        type="button"
        data-testid="sign-up-toggle"
        onClick={() => dispatch({ kind: 'step', step: state.step === 'sign-in' ? 'sign-up' : 'sign-in' })}
      >
        {state.step === 'sign-in' ? 'New here? Create an account' : 'Have an account? Sign in'}
      </button>
      <DemoAccounts accounts={config.demoAccounts} onPick={(picked) => dispatch({ kind: 'filled', ...picked })} />
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
