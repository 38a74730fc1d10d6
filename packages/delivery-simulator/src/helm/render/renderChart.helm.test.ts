import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCharts } from '../../charts/demo/demoCharts';
import type { ChartFiles } from '../chart/ChartFiles';
import { describeWithHelm, writeChart } from '../testing/runHelm';
import { nastyChart } from '../testing/nastyChart';
import { manifestText } from './RenderedChart';
import { renderChart } from './renderChart';

type Values = Readonly<Record<string, unknown>>;

const charts: readonly (readonly [
  name: string,
  files: ChartFiles,
  values: Values,
])[] = [
  ['nasty', nastyChart, {}],
  [
    'nasty with other values',
    nastyChart,
    {
      sub: { enabled: false, msg: null },
      tags: { back: true },
      image: { tag: 'x' },
      hosts: null,
      global: { env: 'test', deep: { z: [1] } },
    },
  ],
  ...demoCharts(0)
    .slice(-5)
    .flatMap(({ files }): [string, ChartFiles, Values][] => {
      const name =
        /^name: (.*)$/m.exec(files.get('Chart.yaml') ?? '')?.[1] ?? '';
      const version =
        /^version: (.*)$/m.exec(files.get('Chart.yaml') ?? '')?.[1] ?? '';
      return [
        [`${name} ${version}`, files, { payments: 1 }],
        [
          `${name} ${version} with other values`,
          files,
          {
            replicaCount: 5,
            cache: { enabled: false },
            autoscaling: { enabled: true },
            ingress: { enabled: false },
            migrations: { enabled: false },
            commonLabels: { team: 'a', tier: '1' },
            extraEnv: { A: 1, B: 'x y' },
            persistence: { storageClass: 'fast' },
            nodeSelector: { disk: 'ssd' },
          },
        ],
      ];
    }),
];

const failing: readonly (readonly [
  name: string,
  template: string,
  words: string,
])[] = [
  [
    'an absent table',
    'a: {{ .Values.foo.bar }}',
    'nil pointer evaluating interface {}.bar',
  ],
  [
    'a required value',
    'a: {{ required "need x" .Values.foo }}',
    'execution error at (bad/templates/a.yaml:1:6): need x',
  ],
  [
    'a refusal',
    'a:\n  {{ fail "no" }}',
    'execution error at (bad/templates/a.yaml:2:5): no',
  ],
  [
    'an unknown function',
    'a: {{ nope }}',
    'parse error at (bad/templates/a.yaml:1): function "nope" not defined',
  ],
  [
    'a text in a text',
    'a: {{ tpl "{{ .Values.a.b }}" . }}',
    'error calling tpl: error during tpl function execution for "{{ .Values.a.b }}": template: gotpl:1:10: executing "gotpl" at <.Values.a.b>: nil pointer evaluating interface {}.b',
  ],
  [
    'what is no YAML',
    'a: [1',
    'YAML parse error on bad/templates/a.yaml: error converting YAML to JSON: yaml:',
  ],
];

// Programs start slowly on a busy machine.
jest.setTimeout(60_000);

describeWithHelm('renderChart() beside the real helm', helm => {
  let home: string;
  const render = (files: ChartFiles, values: Values) =>
    renderChart({
      files,
      values,
      release: {
        name: 'r',
        namespace: 'default',
        revision: 1,
        isInstall: true,
        isUpgrade: false,
        service: 'Helm',
      },
      capabilities: { kubeVersion: 'v1.35.0', apiVersions: ['v1', 'apps/v1'] },
    });

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'orrery-helm-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it.each(charts)(
    'renders %s to the same text',
    async (name, files, values) => {
      const folder = join(home, 'charts', name.replace(/\W/g, '-'));
      await writeChart(folder, files);
      const valuesFile = join(home, 'values.json');
      await writeFile(valuesFile, JSON.stringify(values));
      const { output, stdout } = await helm(
        home,
        'template',
        'r',
        folder,
        '-f',
        valuesFile,
        '--api-versions',
        'apps/v1',
        '--kube-version',
        'v1.35.0',
      );
      expect(output).toContain('kind:');
      const { manifests, hooks } = render(files, values);
      // A key that helm draws at random differs in every run.
      const plain = (text: string) =>
        text.replace(/signing-key: .*/, 'signing-key: random');
      expect(plain(manifestText([...manifests, ...hooks]))).toBe(plain(stdout));
    },
  );

  it.each(failing)(
    'fails on %s with the same words',
    async (_, template, words) => {
      const files = new Map([
        ['Chart.yaml', 'apiVersion: v2\nname: bad\nversion: 1.0.0\n'],
        ['templates/a.yaml', template],
      ]);
      const folder = join(home, 'bad');
      await writeChart(folder, files);
      const { code, output } = await helm(home, 'template', 'r', folder);
      expect(code).toBe(1);
      expect(output).toContain(words);
      expect(() => render(files, {})).toThrow(words);
    },
  );
});
