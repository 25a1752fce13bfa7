import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * A notice that goes while it has the focus gives it to the next notice, else back to what had it before, else to the
 * page's `h1`.
 *
 * @returns what the element around the notices takes
 */
export function useNoticeFocus() {
  const notices = useRef<HTMLDivElement>(null)
  const focused = useRef<Element>(undefined)
  const before = useRef<EventTarget>(null)

  // After every rendering, for each may have taken a notice away.
  useEffect(() => {
    if (focused.current === undefined || focused.current.isConnected) return
    focused.current = undefined
    if (document.activeElement !== document.body) return
    notices.current?.querySelector('button')?.focus()
    if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus()
    if (document.activeElement === document.body) document.querySelector('h1')?.focus()
  })

  return {
    ref: notices,
    onFocus: ({ target, currentTarget, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) before.current = relatedTarget
      focused.current = target
    },
    onBlur: ({ target }: FocusEvent) => {
      if (target.isConnected) focused.current = undefined
    },
  }
}
