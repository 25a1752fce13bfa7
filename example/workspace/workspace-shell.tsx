import { type ReactNode, useCallback, useMemo, useReducer, useRef, useState } from 'react'
import { SignInAgain } from '../account/sign-in-again.tsx'
import { NoticeCard } from '../notices/notice-card.tsx'
import type { NoticeAction } from '../notices/notice-code.ts'
import { type Notice, noticeOf, noticesTransition } from '../notices/notice-list-state.ts'
import { statusNotice } from '../notices/status-notice.ts'
import { useNoticeFocus } from '../notices/use-notice-focus.ts'
import { OpenConflicts } from '../sync/open-conflicts.tsx'
import { useStatus } from '../sync/use-status.ts'
import type { PageConfig } from './page-config.ts'
import { goTo } from './route.ts'
import { type Shell, ShellContext } from './shell-context.ts'
import { useWorkspace } from './workspace-context.ts'

interface WorkspaceShellProps {
  readonly config: PageConfig
  readonly onSignOut: () => void
  readonly children: ReactNode
}

type Perform = (action: NoticeAction, notice: Notice) => void

/** Around every page of an account: what went wrong, the conflicts that wait, and the way back in. */
export function WorkspaceShell({ config, onSignOut, children }: WorkspaceShellProps) {
  const { sync } = useWorkspace()
  const [notices, dispatch] = useReducer(noticesTransition, [])
  const [signingIn, setSigningIn] = useState(false)
  const pageActions = useRef(new Set<Perform>())
  const fromStatus = statusNotice(useStatus(({ activity }) => activity))

  const shell = useMemo<Shell>(
    () => ({
      raise: (error, otherwise) => dispatch({ kind: 'raised', notice: noticeOf(error, otherwise) }),
      onAction: (perform) => {
        pageActions.current.add(perform)
        return () => pageActions.current.delete(perform)
      },
      signOut: onSignOut,
    }),
    [onSignOut],
  )
  const perform = useCallback<Perform>(
    (action, notice) => {
      dispatch({ kind: 'dismissed', code: notice.code })
      if (action === 'sign-in') setSigningIn(true)
      else if (action === 'try-now') sync.retryNow()
      else if (action === 'resume') void sync.resume()
      else if (action === 'reload') location.reload()
      else if (action === 'to-library') goTo({ kind: 'library' })
      for (const performHere of pageActions.current) performHere(action, notice)
    },
    [sync],
  )

  return (
    <ShellContext value={shell}>
      {children}
      <div className="notices" {...useNoticeFocus()}>
        {fromStatus && <NoticeCard notice={fromStatus} onAction={perform} />}
        {notices.map((notice) => (
          <NoticeCard
            key={notice.code}
            notice={notice}
            onAction={perform}
            onDismiss={() => dispatch({ kind: 'dismissed', code: notice.code })}
          />
        ))}
        <OpenConflicts raise={shell.raise} />
      </div>
      {signingIn && <SignInAgain config={config} onDone={() => setSigningIn(false)} />}
    </ShellContext>
  )
}
