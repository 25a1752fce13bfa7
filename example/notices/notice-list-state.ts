/** Something that went wrong, shown until it is answered. The detail is for who asks, never the sentence itself. */
export interface Notice {
  readonly code: string
  readonly detail: string
}

export type NoticeEvent =
  | { readonly kind: 'raised'; readonly notice: Notice }
  | { readonly kind: 'dismissed'; readonly code: string }

/** One notice a code: the newest detail stands. */
export function noticesTransition(notices: readonly Notice[], event: NoticeEvent): readonly Notice[] {
  switch (event.kind) {
    case 'raised':
      return [...notices.filter(({ code }) => code !== event.notice.code), event.notice]
    case 'dismissed':
      return notices.filter(({ code }) => code !== event.code)
  }
}

/** A notice from what was thrown: errors carry their code as `code` or as their name. */
export function noticeOf(error: unknown, otherwise: string): Notice {
  if (!(error instanceof Error)) return { code: otherwise, detail: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return { code: code === 'Error' || code === 'TypeError' ? otherwise : code, detail: error.message }
}
