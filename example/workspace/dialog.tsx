import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface DialogProps {
  readonly label: string
  readonly testId?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal dialog: the browser keeps the focus in it, and Escape closes it. Then the focus is where it was, or on the page's title. */
export function Dialog({ label, testId, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  // Before it leaves the page, or the browser gives the focus back to nobody.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    // It may come while somebody types: their next Space or Enter is to answer nothing.
    if (document.activeElement instanceof HTMLButtonElement) dialog?.focus()
    return () => {
      dialog?.close()
      if (document.activeElement === document.body) document.querySelector('h1')?.focus()
    }
  }, [])
  return (
    <dialog ref={ref} tabIndex={-1} aria-label={label} data-testid={testId} onCancel={onClose}>
      {children}
    </dialog>
  )
}
