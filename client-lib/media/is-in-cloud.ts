import { isReached } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'

/** Whether the rows say that the cloud has a project: it acknowledged a version, or listed the project. */
export async function isInCloud(store: LocalStore, projectId: string): Promise<boolean> {
  const [lane, listed] = await Promise.all([store.get('lanes', projectId), store.get('listing', projectId)])
  return listed?.summary.state === 'live' || (lane !== undefined && isReached(lane))
}
