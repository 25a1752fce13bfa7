import { useWorkspace } from './workspace-context.ts'

export function AccountMenu({ onSignOut }: { readonly onSignOut: () => void }) {
  const { email } = useWorkspace().account
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
        onClick={onSignOut}
      >
        Sign out
      </button>
    </div>
  )
}
