import type { ReactNode } from 'react'

interface IconButtonProps {
  /** What a screen reader says. */
  readonly label: string
  readonly onClick: () => void
  /** The shapes of a 20 by 20 picture. */
  readonly children: ReactNode
  readonly className?: string
  readonly testId?: string
  readonly title?: string
  readonly disabled?: boolean
}

/** A button that shows a picture and no words. */
export function IconButton({ className = 'icon-button', label, testId, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" className={className} data-testid={testId} aria-label={label} {...rest}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {children}
      </svg>
    </button>
  )
}
