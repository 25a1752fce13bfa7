/**
 * A value as JSON has it, with no token, no signed address and nothing of the user's: whatever a server, a proxy or the
 * app's own store has put into a sentence.
 */
export function withoutSecrets<T>(value: T): T {
  // Sound: only strings change, to strings, and a device's name is one that may be absent.
  return JSON.parse(JSON.stringify(value), (key, one: unknown) => {
    if (typeof one === 'string') return key === 'deviceName' ? undefined : cleaned(one)
    return one
  }) as T
}

function cleaned(text: string): string {
  return (
    text
      // An error's name tells what failed; its sentence may quote a document.
      .replace(/(own store failed)(: \w*Error\b)?.*/s, '$1$2')
      // So may a schema's.
      .replace(/ but received .*/g, '')
      .replace(/(https?:\/\/[^\s"'?#]*)[?#][^\s"']*/g, '$1?…')
      .replace(/\bBearer\s+[^\s"']+/gi, 'Bearer …')
      .replace(/\b[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '…')
  )
}
