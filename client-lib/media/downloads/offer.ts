import type { DownloadReply } from '#contract/media-downloads.ts'

/** The address in force of one download. */
export interface Offer {
  /** @param not an address that is good no more: of all that ask together one asks the cloud */
  url(not?: string): Promise<string>
}

/** @param askAgain throws what the API said */
export function createOffer(first: DownloadReply, askAgain: () => Promise<DownloadReply>): Offer {
  let { url } = first
  let asking: Promise<string> | undefined
  return {
    async url(not) {
      if (url !== not) return url
      asking ??= askAgain()
        .then((offered) => {
          url = offered.url
          return url
        })
        .finally(() => {
          asking = undefined
        })
      return asking
    },
  }
}
