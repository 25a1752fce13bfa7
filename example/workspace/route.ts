import { useSyncExternalStore } from 'react'

export type Route = { readonly kind: 'library' } | { readonly kind: 'editor'; readonly projectId: string }

/** The page shown, kept in the address, so that a reload comes back to it. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const projectId = /^#\/project\/([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1]
  return projectId === undefined ? { kind: 'library' } : { kind: 'editor', projectId }
}

export function goTo(route: Route): void {
  location.hash = route.kind === 'library' ? '#/' : `#/project/${route.projectId}`
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
