/** `Cache-Control` of what is one user's: a browser's cache knows no accounts, and stays when they are removed from a device. */
export const notKept = 'no-store'
