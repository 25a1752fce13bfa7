/** Asks the page's own server, as an app whose server signs for its uploader. */
export async function askPeerServer<T>(route: string, body: unknown): Promise<T> {
  const reply = await fetch(`/peers/${route}`, { method: 'POST', body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}
