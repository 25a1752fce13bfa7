/**
 * A value as JSON has it, with no token and no signed address: whatever a server or a proxy has put into a sentence.
 * Documents and names never come here; this is for what was said about them.
 */
export function withoutSecrets<T>(value: T): T {
  // Sound: only strings change, to strings.
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'string' ? cleaned(one) : one)) as T
}

function cleaned(text: string): string {
  return text
    .replace(/(https?:\/\/[^\s"'?#]*)[?#][^\s"']*/g, '$1?…')
    .replace(/\bBearer\s+[^\s"']+/gi, 'Bearer …')
    .replace(/\b[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '…')
}
