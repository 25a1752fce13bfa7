import { type FocusEvent, useEffect, useRef } from 'react'
import { useGoneFocus } from '../workspace/use-gone-focus.ts'

/**
 * A notice that goes while it has the focus gives it to the next notice, else back to what had it before, else to the
 * page's `h1`.
 *
 * @returns what the element around the notices takes
 */
export function useNoticeFocus() {
  const notices = useRef<HTMLDivElement>(null)
  const before = useRef<EventTarget>(null)
  const { hasGone, onFocus, onBlur } = useGoneFocus()

  // After every rendering, for each may have taken a notice away.
  useEffect(() => {
    if (!hasGone()) return
    notices.current?.querySelector('button')?.focus()
    if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus()
    if (document.activeElement === document.body) document.querySelector('h1')?.focus()
  })

  return {
    ref: notices,
    onFocus: (event: FocusEvent) => {
      const { currentTarget, relatedTarget } = event
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) before.current = relatedTarget
      onFocus(event)
    },
    onBlur,
  }
}
