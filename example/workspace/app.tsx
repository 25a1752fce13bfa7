import { useCallback, useEffect, useState } from 'react'
import { signOutHere } from '../account/account-session.ts'
import type { Account } from '../account/remembered-account.ts'
import { SignInPage } from '../account/sign-in-page.tsx'
import { EditorPage } from '../editor/editor-page.tsx'
import { LibraryPage } from '../projects/library-page.tsx'
import type { PageConfig } from './page-config.ts'
import { goTo, useRoute } from './route.ts'
import { openWorkspace, type Workspace } from './workspace.ts'
import { WorkspaceContext } from './workspace-context.ts'
import { WorkspaceShell } from './workspace-shell.tsx'

interface AppProps {
  readonly config: PageConfig
  /** Who is signed in already. */
  readonly remembered: Account | undefined
}

export function App({ config, remembered }: AppProps) {
  const [account, setAccount] = useState(remembered)
  const onSignOut = useCallback(() => {
    // What is open is this account's: the next one begins at its list.
    goTo({ kind: 'library' })
    setAccount(undefined)
    void signOutHere().catch(() => undefined)
  }, [])
  useEffect(() => {
    document.documentElement.dataset.ready = 'true'
  }, [])
  if (account === undefined) return <SignInPage config={config} onSignedIn={setAccount} />
  return <AccountPages key={account.sub} config={config} account={account} onSignOut={onSignOut} />
}

interface AccountPagesProps {
  readonly config: PageConfig
  readonly account: Account
  readonly onSignOut: () => void
}

function AccountPages({ config, account, onSignOut }: AccountPagesProps) {
  const [workspace, setWorkspace] = useState<Workspace>()
  const route = useRoute()
  useEffect(() => {
    const opened = openWorkspace(config, account)
    setWorkspace(opened)
    return () => void opened.close()
  }, [config, account])
  if (workspace === undefined) return null
  return (
    <WorkspaceContext value={workspace}>
      <WorkspaceShell config={config} onSignOut={onSignOut}>
        {route.kind === 'library' ? <LibraryPage /> : <EditorPage key={route.projectId} projectId={route.projectId} />}
      </WorkspaceShell>
    </WorkspaceContext>
  )
}
