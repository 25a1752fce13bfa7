/** What stands in the sync's way, and what helps. */
export interface SelfTestFinding {
  readonly code:
    | 'storage-blocked'
    | 'storage-full'
    | 'locks-missing'
    | 'api-unreachable'
    | 'api-cors'
    | 'api-elsewhere'
    | 'token-source-failed'
    | 'token-refused'
    | 'store-unreachable'
    | 'store-cors'
    | 'clock-skew'
  readonly detail: string
  /** What to do, for whoever can. */
  readonly fix: string
}

export const fixes: Readonly<Record<SelfTestFinding['code'], string>> = {
  'storage-blocked':
    'Leave private browsing, allow this site to store data, close tabs with a newer version of the app, or free some space on this device.',
  'storage-full': 'Free some space on this device, or remove other sites’ data.',
  'locks-missing': 'Serve the app over https and use a current browser; until then several tabs cost requests.',
  'api-unreachable':
    'Check the network, this page’s Content-Security-Policy, and apiUrl: the address of the API without /api.',
  'api-cors':
    'Add this page’s origin to allowedOrigins of the deployment, and deploy again; what stands before the API must let through its headers too: authorization, content-type and those of Reelsync.',
  'api-elsewhere':
    'Check apiUrl: it is the address of the API without /api, with the stage of a REST API; and whether a network asks for a sign-in.',
  'token-source-failed': 'getToken threw, or gave nothing in time: it is the app’s own, and told here is what it said.',
  'token-refused':
    'getToken must give an access token of the API’s issuer and client; its sub is what createCloudSync takes as account.',
  'store-unreachable': 'Check the network, and that this page’s Content-Security-Policy lets it connect to the bucket.',
  'store-cors': 'Add this page’s origin to allowedOrigins, which is the bucket’s CORS rule too, and deploy again.',
  'clock-skew': 'Set this device’s clock: signed addresses and tokens are refused by one that is wrong.',
}
