import type { ChartFiles } from '../chart/ChartFiles';
import { paymentsChart } from '../../charts/demo/paymentsChart';
import { storefrontChart } from '../../charts/demo/storefrontChart';
import { nastyChart } from '../testing/nastyChart';
import { renderChart, renderChartObjects } from './renderChart';
import type { RenderRequest } from './RenderRequest';

const request = (
  files: ChartFiles,
  rest: Partial<RenderRequest> = {},
): RenderRequest => ({
  files,
  values: {},
  release: {
    name: 'web',
    namespace: 'shop',
    revision: 1,
    isInstall: true,
    isUpgrade: false,
    service: 'Helm',
  },
  capabilities: { kubeVersion: 'v1.35.0', apiVersions: ['v1'] },
  ...rest,
});
const small = (templates: Readonly<Record<string, string>>, chart = '') =>
  new Map([
    ['Chart.yaml', `apiVersion: v2\nname: small\nversion: 1.0.0\n${chart}`],
    ...Object.entries(templates).map(([path, text]): [string, string] => [
      `templates/${path}`,
      text,
    ]),
  ]);
const object = (kind: string, name: string, more = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

describe('renderChart()', () => {
  it('sorts manifests as Helm installs them, hooks aside', () => {
    const { manifests, hooks, notes } = renderChart(
      request(paymentsChart('2.2.0', '4.12.0')),
    );
    expect(
      manifests.map(
        ({ object: { kind, metadata } }) => `${kind} ${metadata.name}`,
      ),
    ).toEqual([
      'Secret web-payments-keys',
      'ConfigMap web-payments',
      'Service web-payments',
      'Deployment web-payments',
    ]);
    expect(hooks).toEqual([
      expect.objectContaining({
        path: 'payments/templates/migrate.yaml',
        events: ['pre-install', 'pre-upgrade'],
        weight: -5,
        deletePolicies: ['before-hook-creation', 'hook-succeeded'],
      }),
    ]);
    expect(notes).toBe('Payments 4.12.0 takes EUR through payments-db.\n');
  });

  it('renders the subcharts of the shop under their aliases', () => {
    const { manifests } = renderChart(
      request(storefrontChart('1.2.0', '3.8.0', true)),
    );
    expect(manifests.map(({ path }) => path)).toContain(
      'storefront/charts/cache/templates/statefulset.yaml',
    );
    const without = renderChart(
      request(storefrontChart('1.2.0', '3.8.0', true), {
        values: { cache: { enabled: false } },
      }),
    );
    expect(
      without.manifests.filter(({ path }) => path.includes('/charts/')),
    ).toEqual([]);
  });

  it('looks objects up, and keeps the secret that it finds', () => {
    const asked: unknown[] = [];
    const lookup: RenderRequest['lookup'] = found => {
      asked.push(found);
      return [
        {
          metadata: { name: 'web-payments-keys' },
          data: { 'signing-key': 'a2VwdA==' },
        },
      ];
    };
    const { manifests } = renderChart(
      request(paymentsChart('2.2.0', '4.12.0'), { lookup }),
    );
    expect(manifests[0].object.data).toEqual({ 'signing-key': 'a2VwdA==' });
    expect(asked).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: 'shop',
        name: 'web-payments-keys',
      },
    ]);
  });

  it('draws the same random texts for the same release', () => {
    const key = (name: string) => {
      const base = request(paymentsChart('2.2.0', '4.12.0'));
      return renderChart({ ...base, release: { ...base.release, name } })
        .manifests[0].object.data;
    };
    expect(key('a')).toEqual(key('a'));
    expect(key('a')).not.toEqual(key('b'));
  });

  it('gives controllers definitions first, when they want them, and hooks last', () => {
    const files = new Map([
      ...small({
        'a.yaml': object('ConfigMap', 'a'),
        'h.yaml': object('Pod', 'h', '  annotations: { helm.sh/hook: test }\n'),
      }),
      ['crds/c.yaml', object('CustomResourceDefinition', 'c')],
    ]);
    const kinds = (includeCrds: boolean) =>
      renderChartObjects({ ...request(files), includeCrds }).map(
        ({ kind }) => kind,
      );
    expect(kinds(true)).toEqual([
      'CustomResourceDefinition',
      'ConfigMap',
      'Pod',
    ]);
    expect(kinds(false)).toEqual(['ConfigMap', 'Pod']);
  });

  it('is the same text for the same request', () => {
    const render = () => renderChart(request(nastyChart));
    expect(render()).toEqual(render());
  });

  it.each([
    [
      'values that its schema refuses',
      paymentsChart('2.2.0', '4.12.0'),
      { replicaCount: 'many', config: { currency: 'XXX' } },
      'invalid-values',
      "values don't meet the specifications of the schema(s) in the following chart(s):\npayments:\n- at '/replicaCount': got string, want integer",
    ],
    [
      'a library',
      small({}, 'type: library\n'),
      {},
      'malformed',
      'library charts are not installable',
    ],
    [
      'another Kubernetes',
      small({}, 'kubeVersion: ">=2"\n'),
      {},
      'invalid-values',
      'chart requires kubeVersion: >=2 which is incompatible with Kubernetes v1.35.0',
    ],
    [
      'no name',
      new Map([['Chart.yaml', 'apiVersion: v2\nversion: 1.0.0']]),
      {},
      'malformed',
      'validation: chart.metadata.name is required',
    ],
    [
      'no version',
      new Map([['Chart.yaml', 'apiVersion: v2\nname: x\nversion: one']]),
      {},
      'malformed',
      'validation: chart.metadata.version "one" is invalid',
    ],
    [
      'broken values',
      new Map([...small({}), ['values.yaml', 'a: [']]),
      {},
      'malformed',
      'cannot load values.yaml of small',
    ],
    [
      'a template that fails',
      small({ 'a.yaml': '{{ .Values.a.b }}' }),
      {},
      'render',
      'template: small/templates/a.yaml:1:10: executing "small/templates/a.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    ],
    [
      'what is no object',
      small({ 'a.yaml': 'just text' }),
      {},
      'render',
      'YAML parse error on small/templates/a.yaml',
    ],
    [
      'endless templates',
      small({
        'a.yaml':
          '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
      }),
      {},
      'render',
      'exceeded maximum template depth',
    ],
    [
      'endless work',
      small({
        'a.yaml':
          '{{ range until 1000000 }}{{ range until 1000000 }}x{{ end }}{{ end }}',
      }),
      {},
      'render',
      'more than 3000000 steps',
    ],
  ])('refuses %s', (_, files, values, code, message) => {
    const run = () => renderChart(request(files, { values }));
    expect(run).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(message),
      }),
    );
  });

  it('does not know the functions that Helm takes away', () => {
    for (const name of ['env', 'expandenv', 'constructor']) {
      const run = () =>
        renderChart(request(small({ 'a.yaml': `{{ ${name} "HOME" }}` })));
      expect(run).toThrow(`function "${name}" not defined`);
    }
  });
});
