/** The arrows that docs/architecture.md draws; an arrow that goes back fails the check. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    forbid(
      'no-cycles',
      'A cycle has no first file to read.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid('resolvable', 'An import must lead somewhere.', {}, { couldNotResolve: true, pathNot: '^aws-lambda$' }),
    forbid(
      'contract-is-a-leaf',
      'Both sides rest on the contract; it rests on its schema library alone.',
      { path: '^client-lib/contract/' },
      { pathNot: ['^client-lib/contract/', '^node_modules/valibot/'] },
    ),
    forbid(
      'client-knows-no-server',
      'The client ships to browsers.',
      { path: '^client-lib/' },
      { path: '^(lambdas|infra|dev|test|testing|example|bench)/' },
    ),
    forbid(
      'functions-know-no-client',
      'Functions meet the client only in the contract.',
      { path: '^lambdas/' },
      { path: '^(client-lib/(?!contract/)|infra|dev|test|testing|example|bench)' },
    ),
    forbid(
      'infra-knows-the-contract-alone',
      'Infra builds functions from their files; it does not run them.',
      { path: '^infra/' },
      { path: '^(client-lib/(?!contract/)|lambdas|dev|test|testing|example|bench)' },
    ),
    forbid(
      'example-is-a-host',
      'The example is an app like any other.',
      { path: '^example/' },
      { path: '^(lambdas|infra|dev|test|testing|bench)/' },
    ),
    forbid(
      'testing-joins-client-and-functions',
      'The cloud for tests is the functions themselves; the device is the client itself.',
      { path: '^testing/' },
      { path: '^(infra|dev|test|example|bench)/' },
    ),
    forbid(
      'product-knows-no-tests',
      'Nothing shipped rests on tests.',
      // What measures uploads is shipped as little as tests are, and runs the functions as they do.
      { path: '^(client-lib|lambdas|infra|testing|example|dev|bench/(?!uploads/))/' },
      { path: '^test/' },
    ),
    forbid(
      'no-sdk-in-use-cases',
      'Only adapters and composition roots speak to AWS.',
      { path: '^lambdas/', pathNot: '(dynamo|s3|throttle|aws|retry)[^/]*\\.ts$|^lambdas/[^/]+\\.ts$' },
      { path: '^node_modules/@aws-sdk/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk\\.out|\\.reelsync)/' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'reelsync-source'],
    },
  },
}
