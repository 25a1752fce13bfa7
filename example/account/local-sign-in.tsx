import { type FormEvent, useState } from 'react'
import { signInAtIssuer } from './issuer-session.ts'
import { SignInField } from './sign-in-field.tsx'
import type { SignInPanelProps } from './sign-in-panel.tsx'

type Progress = 'ready' | 'busy' | 'failed'

/** Signs in at the issuer beside a local cloud: by a name, for it knows no passwords. */
export function LocalSignIn({ tokenUrl, email, onSignedIn }: SignInPanelProps & { readonly tokenUrl: string }) {
  const [typed, setTyped] = useState(email ?? '')
  const [progress, setProgress] = useState<Progress>('ready')

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setProgress('busy')
    try {
      onSignedIn(await signInAtIssuer(tokenUrl, typed))
    } catch {
      setProgress('failed')
    }
  }

  return (
    <form className="sign-in" onSubmit={onSubmit} aria-label="Sign in on this computer">
      <h1>Sign in</h1>
      <p className="muted" data-testid="local-sign-in-note">
        This sign-in is for local development only: it asks for no password, lets anyone in, and runs on this computer
        alone.
      </p>
      <SignInField label="Email" testId="sign-in-email" type="email" value={typed} onValue={setTyped} />
      {progress === 'failed' && (
        <p className="form-error" role="alert">
          The local sign-in does not answer. Is <code>npm run dev -- --target localstack</code> still running?
        </p>
      )}
      <button className="button primary wide" type="submit" data-testid="sign-in-submit" disabled={progress === 'busy'}>
        {progress === 'busy' ? 'One moment…' : 'Sign in'}
      </button>
    </form>
  )
}
