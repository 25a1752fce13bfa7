/**
 * How many bytes of media to keep on this device: as the app says, else half of what the browser says that it grants.
 * Without that word there is no limit but the device's own refusal, which is obeyed in any case.
 */
export async function mediaBudget(mediaBudgetBytes: number | undefined): Promise<number> {
  if (mediaBudgetBytes !== undefined) return mediaBudgetBytes
  const { quota } = await navigator.storage.estimate()
  return quota ? quota / 2 : Number.POSITIVE_INFINITY
}
