import { createContext, useContext } from 'react'
import type { NoticeAction } from '../notices/notice-code.ts'
import type { Notice } from '../notices/notice-list-state.ts'

/** What pages ask of the shell around them. */
export interface Shell {
  readonly raise: (error: unknown, otherwise: string) => void
  /** Lets the open page perform the actions that only it can; returns the unsubscribe. */
  readonly onAction: (perform: (action: NoticeAction, notice: Notice) => void) => () => void
  readonly signOut: () => void
}

export const ShellContext = createContext<Shell | undefined>(undefined)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (shell === undefined) throw new Error('No shell is around this page.')
  return shell
}
