import { useState } from 'react'
import { useStatus } from '../sync/use-status.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { useWorkspace } from './workspace-context.ts'

interface AccountMenuProps {
  /** The editor's word that an edit is not on disk yet. */
  readonly unsaved?: boolean
  readonly onSignOut: () => void
}

export function AccountMenu({ unsaved = false, onSignOut }: AccountMenuProps) {
  const { email } = useWorkspace().account
  const isInTheCloud = useStatus(({ durability }) => durability === 'in-the-cloud') && !unsaved
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="account">
      <span className="avatar" title={email} aria-hidden="true">
        {email.slice(0, 1).toUpperCase()}
      </span>
      <button
        className="button quiet small"
        type="button"
        data-testid="sign-out"
        title={`Sign ${email} out`}
        onClick={() => (isInTheCloud ? onSignOut() : setAsking(true))}
      >
        Sign out
      </button>
      {isAsking && <SignOutDialog email={email} onSignOut={onSignOut} onClose={() => setAsking(false)} />}
    </div>
  )
}
