import { IconButton } from '../workspace/icon-button.tsx'
import type { NoticeAction } from './notice-code.ts'
import type { Notice } from './notice-list-state.ts'
import { noticeText } from './notice-text.ts'

interface NoticeCardProps {
  readonly notice: Notice
  readonly onAction: (action: NoticeAction, notice: Notice) => void
  readonly onDismiss?: () => void
}

export function NoticeCard({ notice, onAction, onDismiss }: NoticeCardProps) {
  const { sentence, action, button } = noticeText(notice.code)
  return (
    <div
      className="notice"
      role="alert"
      data-testid="notice"
      data-code={notice.code}
      title={notice.detail || undefined}
    >
      <span className="notice-mark" aria-hidden="true" />
      <p>{sentence}</p>
      <button
        className="button small"
        type="button"
        data-testid="notice-action"
        onClick={() => onAction(action, notice)}
      >
        {button}
      </button>
      {onDismiss && action !== 'dismiss' && (
        <IconButton label="Dismiss" onClick={onDismiss}>
          <path d="M6 6l8 8M14 6l-8 8" />
        </IconButton>
      )}
    </div>
  )
}
