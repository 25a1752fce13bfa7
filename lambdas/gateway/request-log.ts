/** Where one line a request goes; Powertools' Logger is one. */
export interface RequestLog {
  info(message: string, fields: Record<string, unknown>): void
  error(message: string, fields: Record<string, unknown>): void
}
