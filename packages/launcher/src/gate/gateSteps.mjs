import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { backstageCli } from '../start/backstageCli.mjs';
import { jestReport, nodeTestReport } from './testReport.mjs';

/**
 * @typedef {object} GateStep
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [alone] uses every core by itself, so nothing runs beside it
 * @property {(line: string) => boolean} [isProgress] lines worth showing while it runs
 * @property {(output: string) => import('./testReport.mjs').TestReport} [report] counts the tests of a step that has some
 */

/** The packages without DOM, Node, clock or dice; their tests are the quick ones. */
const purePackages = [
  '@orrery/kubernetes-model',
  '@orrery/watch-cache',
  '@orrery/analysis',
  '@orrery/promql',
  '@orrery/telemetry-model',
  '@orrery/go-template',
  '@orrery/alerting',
  '@orrery/logql',
];

/**
 * What `npm test` runs; with `fast`, without the suites that start servers or render.
 * @param {object} options
 * @param {string} options.root
 * @param {boolean} options.fast
 * @param {NodeJS.ProcessEnv} [options.clients] where the tests find real clients: `HELM`, `KUBECTL`
 * @returns {GateStep[]}
 */
export function gateSteps({ root, fast, clients }) {
  /** @param {string} name */
  const cache = name => join(root, 'node_modules/.cache/orrery', name);
  /** @param {string} path */
  const tool = path => ({
    command: process.execPath,
    path: join(root, 'node_modules', path),
  });
  /** @type {(name: string, path: string, args: readonly string[]) => GateStep} */
  const step = (name, path, args) => {
    const { command, path: file } = tool(path);
    return { name, command, args: [file, ...args] };
  };
  /** @type {(name: string, project: string) => GateStep} */
  const tsc = (name, project) =>
    step(name, 'typescript/bin/tsc', [
      ...[
        '-p',
        project,
        '--noEmit',
        '--emitDeclarationOnly',
        'false',
        '--incremental',
        '--pretty',
        'false',
      ],
      ...[
        '--tsBuildInfoFile',
        cache(`${project.replaceAll('/', '-')}.tsbuildinfo`),
      ],
    ]);
  const jestOutput = cache('jest.json');

  return [
    tsc('types', 'tsconfig.json'),
    ...pureProjects(root).map(project =>
      tsc(`types of ${project.split('/')[1]} without DOM and Node`, project),
    ),
    tsc('types of the launcher', 'packages/launcher/tsconfig.json'),
    {
      name: 'lint',
      ...backstageCli(root, [
        'repo',
        'lint',
        '--success-cache',
        '--success-cache-dir',
        cache('lint'),
      ]),
    },
    step('formatting', 'prettier/bin-prettier.js', [
      ...[
        '--check',
        '.',
        '--loglevel',
        'warn',
        '--cache',
        '--cache-location',
        cache('prettier'),
      ],
    ]),
    step('dependency rules', 'dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['packages', 'plugins', '--config', '.dependency-cruiser.cjs'],
    ]),
    step('unused code', 'knip/bin/knip.js', [
      '--no-progress',
      '--no-config-hints',
    ]),
    {
      name: 'config',
      ...backstageCli(root, [
        'config:check',
        '--strict',
        '--lax',
        '--config',
        'app-config.yaml',
      ]),
    },
    {
      name: 'tests of the launcher',
      command: process.execPath,
      args: ['--test', '--test-reporter=tap', ...launcherTests(root)],
      report: nodeTestReport,
    },
    {
      name: fast ? 'tests of the pure packages' : 'tests',
      ...backstageCli(root, [
        ...[
          'repo',
          'test',
          '--watchAll=false',
          '--maxWorkers=2',
          '--json',
          '--outputFile',
          jestOutput,
        ],
        ...(fast ? ['--selectProjects', ...purePackages] : []),
      ]),
      env: clients,
      alone: true,
      isProgress: line => /^(PASS|FAIL) /.test(line),
      report: () => jestReport(jestOutput),
    },
  ];
}

/** @param {string} root */
function pureProjects(root) {
  return readdirSync(join(root, 'packages'))
    .map(name => `packages/${name}/tsconfig.pure.json`)
    .filter(project => existsSync(join(root, project)));
}

/** @param {string} root */
function launcherTests(root) {
  return readdirSync(join(root, 'packages/launcher/src'), { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.test.mjs'))
    .sort()
    .map(file => `packages/launcher/src/${file}`);
}
