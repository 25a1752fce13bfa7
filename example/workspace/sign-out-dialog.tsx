import { Dialog } from './dialog.tsx'

interface SignOutDialogProps {
  readonly email: string
  readonly onSignOut: () => void
  readonly onClose: () => void
}

/** For work that is on this device alone: once nobody of its account is signed in, nothing sends it. */
export function SignOutDialog({ email, onSignOut, onClose }: SignOutDialogProps) {
  return (
    <Dialog label="Sign out" testId="sign-out-dialog" onClose={onClose}>
      <h2>Sign out before everything is in the cloud?</h2>
      <p className="muted">
        Some of your work is on this device alone. It stays here for {email}, and goes on to the cloud once you sign in
        here again. Your other devices do not have it until then.
      </p>
      <div className="sides">
        <button className="button danger" type="button" data-testid="sign-out-confirm" onClick={onSignOut}>
          Sign out
        </button>
        <button className="button" type="button" onClick={onClose}>
          Stay signed in
        </button>
      </div>
    </Dialog>
  )
}
