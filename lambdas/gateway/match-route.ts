import type { Route } from '#contract/route.ts'
import { type RouteName, routes } from '#contract/routes.ts'

export interface RouteMatch {
  readonly name: RouteName
  readonly route: Route
}

const byKey = new Map<string, RouteMatch>(
  (Object.keys(routes) as RouteName[]).map((name) => {
    const route: Route = routes[name]
    return [`${route.method} ${route.path}`, { name, route }]
  }),
)

/** The contract's route of this key, such as `GET /api/projects/{projectId}`. */
export function matchRoute(routeKey: string): RouteMatch | undefined {
  return byKey.get(routeKey)
}
