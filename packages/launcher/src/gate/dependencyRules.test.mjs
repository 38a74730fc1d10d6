import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { repositoryRoot } from '../repositoryRoot.mjs';

const config = join(repositoryRoot, '.dependency-cruiser.cjs');

/** The packages of the planted repository, each with an `index.ts` that others may import by name. */
const packages = {
  '@x/kubernetes-model': 'packages/kubernetes-model',
  '@x/watch-cache': 'packages/watch-cache',
  '@x/analysis': 'packages/analysis',
  '@x/promql': 'packages/promql',
  '@x/telemetry-model': 'packages/telemetry-model',
  '@x/go-template': 'packages/go-template',
  '@x/alerting': 'packages/alerting',
  '@x/delivery-simulator': 'packages/delivery-simulator',
  '@x/cluster-simulator': 'packages/cluster-simulator',
  '@x/launcher': 'packages/launcher',
  '@x/app': 'packages/app',
  '@x/a': 'plugins/a',
  '@x/a-backend': 'plugins/a-backend',
  '@x/a-common': 'plugins/a-common',
  '@x/a-node': 'plugins/a-node',
  '@x/a-react': 'plugins/a-react',
  '@x/b': 'plugins/b',
  '@x/b-backend': 'plugins/b-backend',
};

/** [rule, breaching file, what it imports] */
const breaches = [
  [
    'kubernetes-model-imports-nothing',
    'packages/kubernetes-model/src/breach-package.ts',
    '@x/watch-cache',
  ],
  [
    'kubernetes-model-imports-nothing',
    'packages/kubernetes-model/src/breach-node.ts',
    'node:fs',
  ],
  [
    'kubernetes-model-imports-nothing',
    'packages/kubernetes-model/src/breach-react.ts',
    'react',
  ],
  [
    'watch-cache-imports-kubernetes-model-only',
    'packages/watch-cache/src/breach-node.ts',
    'node:timers',
  ],
  [
    'watch-cache-imports-kubernetes-model-only',
    'packages/watch-cache/src/breach-common.ts',
    '@x/a-common',
  ],
  [
    'analysis-imports-nothing',
    'packages/analysis/src/breach.ts',
    '@x/kubernetes-model',
  ],
  [
    'promql-imports-its-grammar-only',
    'packages/promql/src/breach.ts',
    'node:fs',
  ],
  [
    'go-template-imports-nothing',
    'packages/go-template/src/breach.ts',
    '@x/promql',
  ],
  [
    'alerting-and-logql-import-promql-and-go-template',
    'packages/alerting/src/breach-model.ts',
    '@x/kubernetes-model',
  ],
  [
    'alerting-and-logql-import-promql-and-go-template',
    'packages/logql/src/breach-node.ts',
    'node:fs',
  ],
  [
    'alerting-and-logql-import-promql-and-go-template',
    'packages/logql/src/breach-sibling.ts',
    '@x/alerting',
  ],
  [
    'delivery-simulator-knows-no-cluster',
    'packages/delivery-simulator/src/breach.ts',
    '@x/cluster-simulator',
  ],
  [
    'simulator-is-a-development-tool',
    'packages/app/src/breach-delivery.ts',
    '@x/delivery-simulator',
  ],
  [
    'telemetry-model-imports-nothing',
    'packages/telemetry-model/src/breach.ts',
    '@x/promql',
  ],
  [
    'simulator-is-a-development-tool',
    'plugins/a-backend/src/breach-telemetry.ts',
    '@x/telemetry-model',
  ],
  [
    'common-imports-pure-packages',
    'plugins/a-common/src/breach.ts',
    '@x/a-react',
  ],
  [
    'node-imports-common-and-pure-packages',
    'plugins/a-node/src/breach.ts',
    '@x/a-backend',
  ],
  [
    'react-imports-common-and-pure-packages',
    'plugins/a-react/src/breach.ts',
    '@x/a-node',
  ],
  [
    'backend-imports-node-and-common',
    'plugins/a-backend/src/breach.ts',
    '@x/a-react',
  ],
  [
    'backend-imports-node-and-common',
    'plugins/a-backend/src/breach-sibling.ts',
    '@x/b-backend',
  ],
  ['frontend-imports-react-and-common', 'plugins/a/src/breach.ts', '@x/b'],
  [
    'plugins-are-installed-not-imported',
    'packages/cluster-simulator/src/breach.ts',
    '@x/a-backend',
  ],
  [
    'simulator-is-a-development-tool',
    'plugins/a-backend/src/breach-simulator.ts',
    '@x/cluster-simulator',
  ],
  ['programs-are-not-libraries', 'plugins/b/src/breach.ts', '@x/app'],
  [
    'only-e2e-uses-the-launcher',
    'plugins/b/src/breach-launcher.ts',
    '@x/launcher',
  ],
  [
    'browser-and-common-code-has-no-node',
    'plugins/b/src/breach-node.ts',
    'node:path',
  ],
  [
    'browser-and-common-code-has-no-node',
    'plugins/a-common/src/breach-node.ts',
    'node:path',
  ],
  ['common-has-no-react', 'plugins/a-common/src/breach-react.ts', 'react'],
  [
    'no-test-code-in-the-product',
    'plugins/b/src/breach-test.ts',
    './index.test',
  ],
  ['no-cycles', 'plugins/b/src/breach-cycle.ts', './index'],
  ['no-unresolvable', 'plugins/b/src/breach-typo.ts', './nowhere'],
];

/** [file, what it imports]: allowed, so that no rule is too wide. */
const allowed = [
  ['packages/watch-cache/src/allowed.ts', '@x/kubernetes-model'],
  ['plugins/a-common/src/allowed.ts', '@x/watch-cache'],
  ['packages/cluster-simulator/src/allowed.ts', '@x/telemetry-model'],
  ['packages/cluster-simulator/src/allowed-promql.ts', '@x/promql'],
  ['packages/alerting/src/allowed.ts', '@x/promql'],
  ['packages/delivery-simulator/src/allowed.ts', '@x/kubernetes-model'],
  [
    'packages/cluster-simulator/src/allowed-delivery.ts',
    '@x/delivery-simulator',
  ],
  ['plugins/a-backend/src/allowed-analysis.ts', '@x/analysis'],
  ['plugins/a-node/src/allowed.ts', '@x/a-common'],
  ['plugins/a-react/src/allowed.ts', '@x/a-common'],
  ['plugins/a-backend/src/allowed.ts', '@x/a-node'],
  ['plugins/a-backend/src/allowed-node.ts', 'node:fs'],
  ['plugins/b/src/allowed.ts', '@x/a-react'],
  ['plugins/a-backend/src/allowed.test.ts', '@x/cluster-simulator'],
  ['packages/app/src/allowed.ts', '@x/b'],
  ['packages/e2e/src/allowed.ts', '@x/launcher'],
];

describe('dependency rules', () => {
  /** @type {string} */
  let root;
  /** @type {Map<string, Set<string>>} file → the rules that it breaks */
  let broken;

  before(() => {
    root = plant();
    broken = cruise(root);
  });

  after(() => rmSync(root, { recursive: true }));

  const rulesBrokenBy = file => [...(broken.get(file) ?? [])];
  const assertBroken = (file, rule) =>
    assert.ok(
      rulesBrokenBy(file).includes(rule),
      `reported: ${rulesBrokenBy(file)}`,
    );

  for (const [rule, file, target] of breaches) {
    it(`${rule}: reports ${file} importing ${target}`, () =>
      assertBroken(file, rule));
  }

  for (const [file, target] of allowed) {
    it(`allow ${file} to import ${target}`, () =>
      assert.deepEqual(rulesBrokenBy(file), []));
  }

  it('are each proved by a breach', () => {
    const { forbidden } = createRequire(import.meta.url)(config);
    assert.deepEqual(
      [...new Set(breaches.map(([rule]) => rule))].sort(),
      forbidden.map(({ name }) => name).sort(),
    );
  });
});

/** Writes the planted repository. */
function plant() {
  const root = mkdtempSync(join(tmpdir(), 'orrery-rules-'));
  const write = (file, text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write(
    'node_modules/react/package.json',
    '{"name":"react","version":"1.0.0","main":"index.js"}',
  );
  write('node_modules/react/index.js', 'module.exports = {};');
  mkdirSync(join(root, 'node_modules/@x'));
  for (const [name, folder] of Object.entries(packages)) {
    write(
      `${folder}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'src/index.ts' }),
    );
    write(`${folder}/src/index.ts`, 'export const a = 1;\n');
    symlinkSync(join(root, folder), join(root, 'node_modules', name), 'dir');
  }
  write('plugins/b/src/index.ts', `export * from './breach-cycle';\n`);
  write('plugins/b/src/index.test.ts', 'export const a = 1;\n');
  // The one file of the launcher that others may import.
  write(
    'packages/launcher/package.json',
    '{"name":"@x/launcher","version":"1.0.0","main":"src/index.mjs"}',
  );
  write('packages/launcher/src/index.mjs', 'export const a = 1;\n');
  const imports = [...breaches.map(breach => breach.slice(1)), ...allowed];
  for (const [file, target] of imports) {
    write(
      file,
      `import * as target from '${target}';\nexport const b = target;\n`,
    );
  }
  return root;
}

/** @param {string} root */
function cruise(root) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(
        repositoryRoot,
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      ),
      ...['packages', 'plugins', '--config', config, '--output-type', 'json'],
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e8 },
  );
  assert.notEqual(stdout, '', stderr);
  const broken = new Map();
  for (const { from, rule } of JSON.parse(stdout).summary.violations) {
    broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
  }
  return broken;
}
