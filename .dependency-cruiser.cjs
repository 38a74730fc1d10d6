// The directions of docs/ARCHITECTURE.md. Each rule is proved by a planted breach in
// packages/launcher/src/gate/dependencyRules.test.mjs, which fails for a rule without one.

const tests =
  '[.]test[.](ts|tsx|mjs)$|/src/testing/|/src/__testUtils__/|/src/setupTests[.]ts$|/dev/';
const purePackages = '^packages/(kubernetes-model|watch-cache|analysis)/';
const serverPlugins = '^plugins/[^/]*-backend[^/]*/';
const ours = '^(packages|plugins)/';

/** Code of `from` may import, of this repository, itself and `allowed`; its tests also the simulator. */
const mayImport = (name, comment, from, allowed, pathNot = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [tests, ...pathNot] },
  to: { path: ours, pathNot: ['^plugins/$1/', ...allowed] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kubernetes-model-imports-nothing',
      comment: 'kubernetes-model is pure and the root of every other package.',
      severity: 'error',
      from: { path: '^packages/kubernetes-model/src/', pathNot: tests },
      to: { pathNot: '^packages/kubernetes-model/src/' },
    },
    {
      name: 'watch-cache-imports-kubernetes-model-only',
      comment:
        'watch-cache is pure; what it needs from outside comes through its ports.',
      severity: 'error',
      from: { path: '^packages/watch-cache/src/', pathNot: tests },
      to: { pathNot: '^packages/(watch-cache|kubernetes-model)/src/' },
    },
    {
      name: 'analysis-imports-nothing',
      comment: 'analysis is pure: arrays and graphs in, findings out.',
      severity: 'error',
      from: { path: '^packages/analysis/src/', pathNot: tests },
      to: { pathNot: '^packages/analysis/src/' },
    },
    {
      name: 'promql-imports-its-grammar-only',
      comment: 'promql is pure; samples come through its port.',
      severity: 'error',
      from: { path: '^packages/promql/src/', pathNot: tests },
      to: {
        pathNot:
          '^packages/promql/src/|node_modules/(@lezer|@prometheus-io|re2js)/',
      },
    },
    {
      name: 'go-template-imports-nothing',
      comment:
        'go-template is pure: text and data in, text out. Its expressions are those of RE2.',
      severity: 'error',
      from: { path: '^packages/go-template/src/', pathNot: tests },
      to: { pathNot: '^packages/go-template/src/|node_modules/re2js/' },
    },
    {
      name: 'alerting-and-logql-import-promql-and-go-template',
      comment: 'Both are pure; samples and lines come through ports.',
      severity: 'error',
      from: { path: '^packages/(alerting|logql)/src/', pathNot: tests },
      to: { pathNot: '^packages/($1|promql|go-template)/src/' },
    },
    {
      name: 'delivery-simulator-knows-no-cluster',
      comment:
        'Delivery controllers see clusters through ClusterPort; the simulator implements it.',
      severity: 'error',
      from: { path: '^packages/delivery-simulator/src/', pathNot: tests },
      to: {
        path: ours,
        pathNot:
          '^packages/(delivery-simulator|go-template|kubernetes-model)/src/',
      },
    },
    {
      name: 'telemetry-model-imports-nothing',
      comment: 'telemetry-model is pure: a function of the world and the time.',
      severity: 'error',
      from: { path: '^packages/telemetry-model/src/', pathNot: tests },
      to: { pathNot: '^packages/telemetry-model/src/' },
    },
    mayImport(
      'common-imports-pure-packages',
      'A -common package runs everywhere, so it imports pure packages only.',
      '^plugins/([^/]+-common)/',
      [purePackages],
    ),
    mayImport(
      'node-imports-common-and-pure-packages',
      'A -node package builds on -common and the pure packages.',
      '^plugins/([^/]+-node)/',
      [purePackages, '^plugins/[^/]+-common/'],
    ),
    mayImport(
      'react-imports-common-and-pure-packages',
      'A -react package builds on -common, other -react and the pure packages.',
      '^plugins/([^/]+-react)/',
      [purePackages, '^plugins/[^/]+-(common|react)/'],
    ),
    mayImport(
      'backend-imports-node-and-common',
      'A backend plugin or module builds on -node, -common and the pure packages.',
      '^plugins/([^/]*-backend[^/]*)/',
      [purePackages, '^plugins/[^/]+-(node|common)/'],
    ),
    mayImport(
      'frontend-imports-react-and-common',
      'A frontend plugin builds on -react, -common and the pure packages.',
      '^plugins/([^/]+)/',
      [purePackages, '^plugins/[^/]+-(react|common)/'],
      ['^plugins/[^/]+-(common|node|react)/', serverPlugins],
    ),
    {
      name: 'plugins-are-installed-not-imported',
      comment: 'Only the portal imports frontend and backend plugins.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(app|backend)/' },
      to: { path: '^plugins/', pathNot: '^plugins/[^/]+-(common|node|react)/' },
    },
    {
      name: 'simulator-is-a-development-tool',
      comment:
        'Tests, end-to-end tests and benchmarks drive the simulator; the product never imports it.',
      severity: 'error',
      from: {
        path: ours,
        pathNot: [
          tests,
          '^packages/(cluster-simulator|delivery-simulator|telemetry-model|client-tests|e2e|benchmarks)/',
        ],
      },
      to: {
        path: '^packages/(cluster-simulator|delivery-simulator|telemetry-model)/',
      },
    },
    {
      name: 'programs-are-not-libraries',
      comment:
        'The portal, the launcher and the measurements are ends of the graph; e2e starts the portal through the launcher.',
      severity: 'error',
      from: { path: '^(packages|plugins)/([^/]+)/' },
      to: {
        path: '^packages/(app|backend|launcher|client-tests|e2e|benchmarks)/',
        pathNot: ['^$1/$2/', '^packages/launcher/src/index[.]mjs$'],
      },
    },
    {
      name: 'only-e2e-uses-the-launcher',
      comment: 'The launcher starts the product; the product does not know it.',
      severity: 'error',
      from: {
        path: ours,
        pathNot: '^packages/(launcher|client-tests|e2e|benchmarks)/',
      },
      to: { path: '^packages/launcher/' },
    },
    {
      name: 'browser-and-common-code-has-no-node',
      comment: 'What runs in a browser, or may, uses no Node module.',
      severity: 'error',
      from: {
        path: '^plugins/|^packages/app/',
        pathNot: [tests, '^plugins/[^/]+-node/', serverPlugins],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'common-has-no-react',
      comment: 'A -common package also runs in a backend.',
      severity: 'error',
      from: { path: '^plugins/[^/]+-common/', pathNot: tests },
      to: {
        path: 'node_modules/(react|react-dom|@backstage/(core|frontend)-[^/]+)/',
      },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'Fakes and tests are for tests.',
      severity: 'error',
      from: {
        path: ours,
        pathNot: [tests, '^packages/(client-tests|e2e|benchmarks)/'],
      },
      to: { path: tests },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one concept, or three.',
      severity: 'error',
      from: { path: ours },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import resolves to a file.',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|coverage)/|[.]eslintrc[.]c?js$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
      mainFields: ['main', 'types'],
    },
  },
};
