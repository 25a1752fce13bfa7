import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { ensureAccount } from '../../dev/accounts/ensure-account.ts'
import { localUserPool } from '../../dev/accounts/local-user-pool.ts'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { serveModules } from './module-server.ts'

/** Runs in a page of another origin, which knows the address of the editor alone. */
const syncedAt = (cloud: string, email: string, password: string) => `(async () => {
  const { createCloudSync } = await import('/client-lib/index.ts')
  const { accounts } = await (await fetch('${cloud}/reelsync.json')).json()
  const signIn = await fetch('${cloud}' + accounts.userPoolEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: accounts.userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: '${email}', PASSWORD: '${password}' },
    }),
  })
  const { AccessToken } = (await signIn.json()).AuthenticationResult
  const { sub } = JSON.parse(atob(AccessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
  const sync = createCloudSync({ apiUrl: '${cloud}', account: sub, getToken: async () => AccessToken })
  await sync.projects.save({ id: 'film', name: 'Film', document: '{}', assetIds: ['clip'] })
  await sync.assets.add('film', new File(['a clip'], 'clip.mp4'), { assetId: 'clip' })
  for await (const { durability } of sync.status) if (durability === 'in-the-cloud') break
  const [clip] = await sync.assets.list('film')
  await sync.close()
  return clip.inTheCloud
})()`

test('[DV6] an app of another origin on this computer signs in and syncs by the editor’s address', async () => {
  const account = { email: `${randomBytes(6).toString('hex')}@example.com`, password: 'Reelsync-test-1' }
  const pool = localUserPool(inject('e2eDeployment'))
  await ensureAccount(pool, account)
  pool.client.destroy()
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-other-app-'))
  const modules = await serveModules()
  const device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
  try {
    await device.page.goto(modules.pageUrl)
    const cloud = new URL(inject('editorUrl')).origin
    expect(new URL(modules.pageUrl).origin).not.toBe(cloud)
    expect(await device.page.evaluate(syncedAt(cloud, account.email, account.password))).toBe(true)
  } finally {
    await device.close()
    await modules.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
