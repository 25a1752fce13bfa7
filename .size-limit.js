import { fileURLToPath } from 'node:url'

const built = (path) => fileURLToPath(new URL(`dist/${path}`, import.meta.url))
const entry = built('index.js')
const worker = built('hashing/ingest-worker.js')

/** As apps are built: ES modules for browsers of today; gzip as servers and CDNs do it. */
const check = (name, limit, imports, more = {}) => ({
  name,
  limit,
  import: imports,
  gzip: true,
  modifyEsbuildConfig: (config) => ({ ...config, ...bundled(config, more) }),
  ...(more.ignore ? { ignore: more.ignore } : {}),
})

const bundled = ({ entryPoints }, { worker = [] }) => ({
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  entryPoints: [...entryPoints, ...worker],
})

/**
 * Sizes that the client must keep, over what the package's build made: `npm run check`. They follow it down, and are
 * raised only for what every app needs: last, so that nothing is applied or merged over what an app is just saving, a
 * version that nobody can read has no write sent again and again, a name is listed once it is saved, an app's store
 * which comes back older takes no edit's place, what a call cannot mean is said at once, thousands of projects cost a
 * start no more memory and a step no more time than few, a version that an editor holds up is sent once, what plays
 * goes on, and two tabs' answers, a merge and an old id's new project take no edit's place unasked, a frozen page holds
 * up no other, files outlive a full disk, a sleep and a browser's lost values, a page does not put back what was taken
 * off the device, a document that nobody can read is named, what an account has taken over is called lost nowhere,
 * thousands of files cost a save, an upload or another tab no more than few, a device that was away waits for a quarter
 * of the round trips, who asks a closed sync is told so, a project can be deleted, offline too, and leaves each device,
 * also of an app that has no store, and one that the cloud fails at keeps nobody signed out. The goals are 22 kB for
 * documents alone and 32 kB with uploads.
 */
export default [
  check('documents alone', '43.55 kB', { [entry]: '{ createProjectSync }' }),
  check('with uploads', '73.56 kB', { [entry]: '{ createCloudSync }' }, { worker: [worker] }),
  check('everything', '82.46 kB', { [entry]: '*' }, { worker: [worker] }),
  // What is imported besides must not bring the rest along.
  check('an error', '200 B', { [entry]: '{ SyncClosed }' }),
  check(
    'a token source',
    '300 B',
    { [built('amplify/index.js')]: '{ amplifyTokenSource }' },
    { ignore: ['aws-amplify'] },
  ),
]
