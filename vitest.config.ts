import { defineConfig } from 'vitest/config'

const project = (name: string, include: string, more: object = {}) => ({ test: { name, include: [include], ...more } })

/** All cores: one of them would else be left free, which is half of a CI machine. */
const onAllCores = { maxWorkers: '100%' }

/** On one deployed stack, one file after the other. */
const inBrowsers = {
  globalSetup: 'test/e2e/global-setup.ts',
  fileParallelism: false,
  testTimeout: 180_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  test: {
    projects: [
      // Long enough for a busy machine: a test that hangs is all that a timeout is to tell.
      project('unit', 'test/unit/**/*.test.ts', { ...onAllCores, testTimeout: 60_000, hookTimeout: 60_000 }),
      project('adapters', 'test/adapters/**/*.test.ts', { ...onAllCores, testTimeout: 60_000 }),
      project('infra', 'test/infra/**/*.test.ts', { ...onAllCores, testTimeout: 120_000, hookTimeout: 120_000 }),
      project('http', 'test/http/**/*.test.ts', {
        ...onAllCores,
        globalSetup: 'test/http/global-setup.ts',
        testTimeout: 60_000,
        hookTimeout: 180_000,
      }),
      project('localstack', 'test/localstack/**/*.test.ts', {
        ...onAllCores,
        globalSetup: 'test/localstack/global-setup.ts',
        testTimeout: 60_000,
      }),
      project('local-stores', 'test/local-stores/**/*.test.ts', {
        ...onAllCores,
        globalSetup: 'test/local-stores/global-setup.ts',
        testTimeout: 120_000,
      }),
      project('full', 'test/full/**/*.test.ts', {
        globalSetup: 'test/local-stores/global-setup.ts',
        fileParallelism: false,
        testTimeout: 600_000,
      }),
      project('kills', 'test/kills/**/*.test.ts', { testTimeout: 60_000 }),
      // Two files at once: accounts of their own keep them apart, and mostly they wait.
      project('e2e', 'test/e2e/**/*.test.ts', { ...inBrowsers, fileParallelism: true, maxWorkers: 2 }),
      // `e2e` in another browser; and what is WebKit's alone to show.
      project('firefox', 'test/e2e/**/*.test.ts', { ...inBrowsers, env: { REELSYNC_BROWSER: 'firefox' } }),
      project('webkit', 'test/webkit/**/*.test.ts', inBrowsers),
      project('full-browser', 'test/full-browser/**/*.test.ts', { ...inBrowsers, testTimeout: 600_000 }),
    ],
  },
})
