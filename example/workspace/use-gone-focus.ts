import { type FocusEvent, useRef } from 'react'

/** Watches an element: whether what had the focus in it has left the page, and so left the focus to nobody. */
export function useGoneFocus() {
  const focused = useRef<Element>(undefined)
  return {
    /** Asked after each rendering; true once. */
    hasGone: () => {
      if (focused.current === undefined || focused.current.isConnected) return false
      focused.current = undefined
      return document.activeElement === document.body
    },
    onFocus: ({ target }: FocusEvent) => {
      focused.current = target
    },
    onBlur: ({ target }: FocusEvent) => {
      if (target.isConnected) focused.current = undefined
    },
  }
}
