import { type RouteName, routes } from '#contract/routes.ts'
import type { TestRequest } from '../test-cloud.ts'

const patterns = Object.entries(routes).map(
  ([name, { method, path }]) =>
    // Sound: the keys of the table of routes are their names.
    [name as RouteName, method, new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)] as const,
)

/** Which of the API's routes a request is for; `store` where it is for none, as one to a presigned address. */
export function routeOf({ method, url }: Pick<TestRequest, 'method' | 'url'>, apiUrl: string): RouteName | 'store' {
  if (!url.startsWith(`${apiUrl}/`)) return 'store'
  const { pathname } = new URL(url)
  return patterns.find(([, of, path]) => of === method && path.test(pathname))?.[0] ?? 'store'
}
