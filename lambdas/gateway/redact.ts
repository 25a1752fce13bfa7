const bearer = /\b[Bb]earer\s+\S+/g
const jwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g
const query = /(https?:\/\/[^\s?"']+)\?[^\s"']+/g

/** Text of an unforeseen error with tokens and signed queries taken out, fit for a log. */
export function redact(text: string): string {
  return text.replace(query, '$1?[redacted]').replace(bearer, '[redacted]').replace(jwt, '[redacted]')
}
