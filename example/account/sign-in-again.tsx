import { Dialog } from '../workspace/dialog.tsx'
import type { PageConfig } from '../workspace/page-config.ts'
import { goTo } from '../workspace/route.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { SignInPanel } from './sign-in-panel.tsx'

/** The way back in after a session has ended; the page behind it stays as it is. */
export function SignInAgain({ config, onDone }: { readonly config: PageConfig; readonly onDone: () => void }) {
  const { sync, account } = useWorkspace()
  return (
    <Dialog label="Sign in again" onClose={onDone}>
      <SignInPanel
        config={config}
        email={account.email}
        onSignedIn={({ sub }) => {
          // Another account has another workspace: it opens with the page.
          if (sub !== account.sub) {
            goTo({ kind: 'library' })
            location.reload()
          }
          onDone()
          sync.retryNow()
        }}
      />
    </Dialog>
  )
}
