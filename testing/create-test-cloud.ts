import { noLimits } from '../lambdas/accounts/account-limits.ts'
import { createBackend } from './cloud/create-backend.ts'
import { authenticateForTests, tokenForTests } from './cloud/tokens-for-tests.ts'
import { requirePlatform } from './platform-missing.ts'
import type { TestCloud, TestLimits } from './test-cloud.ts'
import { TestTime } from './time/test-time.ts'

export interface TestCloudOptions {
  /** Its time; one that starts at the machine's when left out. */
  readonly time?: TestTime
  /** What each user may have; as much as they like of what is left out. */
  readonly limits?: Partial<TestLimits>
}

const retention = { tombstoneDays: 30, historyDays: 30, unreferencedDays: 30, idleUploadDays: 14 }

/**
 * A cloud in this process, for an app's own tests: no server, no network, no AWS. It is the code of the deployed
 * functions over maps, and passes the same contract suite; what it does not do is housekeeping.
 *
 * @param options.limits bytes, and numbers of projects and uploads
 * @throws PlatformMissing where the test's environment keeps from it what every browser and Node have
 * @example
 * const cloud = createTestCloud({ limits: { projects: 3 } })
 * const { sync } = createTestSync({ cloud, user: 'ada' })
 */
export function createTestCloud(options: TestCloudOptions = {}): TestCloud {
  requirePlatform()
  const { time = new TestTime(), limits } = options
  const { clock } = time
  const authenticate = authenticateForTests(clock)
  const { apiUrl, answer } = createBackend({ clock, limits: { ...noLimits, ...limits }, retention, authenticate })
  return {
    apiUrl,
    time,
    token: (user) => tokenForTests(user, clock),
    answer: (request) => time.during(() => answer(request)),
  }
}
