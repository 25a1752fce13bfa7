import type { CloudSyncOptions } from './cloud-sync.ts'

/**
 * The options, with no slash at the end of `apiUrl`. Who writes no TypeScript is told here, not by a status later.
 *
 * @throws TypeError names the option that cannot be, and what to give
 */
export function checkedOptions(options: CloudSyncOptions): CloudSyncOptions {
  const { account, apiUrl, getToken, host } = options ?? {}
  const needed =
    (typeof apiUrl !== 'string' && "apiUrl, an address or ''") ||
    (typeof getToken !== 'function' && 'getToken, a function') ||
    (account !== null && (typeof account !== 'string' || !account) && 'account, the token’s `sub` or null') ||
    (host && !['list', 'load', 'apply'].every((name) => name in host) && 'host with list, load, apply')
  if (needed) throw new TypeError(`Needs ${needed}.`)
  return { ...options, apiUrl: apiUrl.replace(/\/+$/, '') }
}
