export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" />
        <path d="M9.500 9h4v14h-4zM16.500 9l7.500 7-7.500 7z" />
      </svg>
      Reelsync
    </span>
  )
}
