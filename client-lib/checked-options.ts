import type { CloudSyncOptions } from './cloud-sync.ts'
import type { HostStore } from './host/host-store.ts'

/**
 * The options, with no slash at the end of `apiUrl`. Who writes no TypeScript is told here, not by a status later.
 *
 * @throws TypeError names the option that cannot be, and what to give
 */
export function checkedOptions(options: CloudSyncOptions): CloudSyncOptions {
  const { account, apiUrl, getToken, host } = options ?? {}
  const made = (['host', 'merge', 'inPlace', 'uploadPolicy'] as const).find((name) => !isMade(options?.[name]))
  const needed =
    ((typeof apiUrl !== 'string' || !/^(https?:\/)?(\/|$)/.test(apiUrl)) &&
      "apiUrl, an address with http:// or https://, or ''") ||
    (typeof getToken !== 'function' && 'getToken, a function') ||
    (account !== null && (typeof account !== 'string' || !account) && 'account, the token’s `sub` or null') ||
    (made && `${made} to be an object, as the function that makes one gives it`) ||
    (host && !isStore(host) && 'host with the functions list, load, apply')
  if (needed) throw new TypeError(`Needs ${needed}.`)
  return { ...options, apiUrl: apiUrl.replace(/\/+$/, '') }
}

function isMade(option: unknown): boolean {
  return option === undefined || typeof option === 'object'
}

function isStore(host: HostStore): boolean {
  return [host.list, host.load, host.apply].every((one) => typeof one === 'function')
}
