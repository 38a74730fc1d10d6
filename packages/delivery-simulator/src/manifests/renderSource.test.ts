import type { ChartInput } from './ChartSource';
import { renderSource, type RenderRequest } from './renderSource';

const RELEASE = {
  name: 'web',
  namespace: 'shop',
  revision: 1,
  isInstall: true,
  isUpgrade: false,
  service: 'Helm',
};
const CM = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function render(
  files: Record<string, string>,
  request: Partial<RenderRequest> = {},
) {
  const inputs: ChartInput[] = [];
  const rendered = renderSource({
    files: new Map(Object.entries(files)),
    path: 'app',
    source: {},
    release: RELEASE,
    capabilities: { kubeVersion: 'v1.34.0', apiVersions: ['v1'] },
    refs: new Map(),
    renderChart: input => {
      inputs.push(input);
      return [];
    },
    ...request,
  });
  return { ...rendered, input: inputs[0] };
}

describe('renderSource()', () => {
  it('sees what kind of source a folder is', () => {
    expect(render({ 'app/a.yaml': CM, 'b.yaml': CM })).toMatchObject({
      type: 'Directory',
      objects: [{ metadata: { name: 'a' } }],
    });
    expect(
      render({
        'app/kustomization.yml': 'resources: [a.yaml]',
        'app/a.yaml': CM,
      }).type,
    ).toBe('Kustomize');
    expect(render({ 'app/Chart.yaml': '' }).type).toBe('Helm');
    expect(
      render(
        { 'app/Chart.yaml': CM },
        { source: { directory: { include: '*.yaml' } } },
      ).type,
    ).toBe('Directory');
  });

  it('merges value files, values and parameters in that order', () => {
    const { input } = render(
      {
        'app/Chart.yaml': '',
        'app/values-eu.yaml': 'image: {tag: "1", name: web}\nlevel: low\n',
        'shared.yaml': 'level: mid\n',
      },
      {
        refs: new Map([['cfg', new Map([['eu/v.yaml', 'extra: true\n']])]]),
        source: {
          helm: {
            releaseName: 'other',
            valueFiles: ['values-eu.yaml', '/shared.yaml', '$cfg/eu/v.yaml'],
            values: 'count: 1\nignored: true\n',
            valuesObject: { count: 2 },
            parameters: [
              { name: 'image.tag', value: '7' },
              { name: 'image.text', value: '7', forceString: true },
              { name: 'labels.a\\.b', value: 'true' },
            ],
          },
        },
      },
    );
    expect(input.values).toEqual({
      image: { tag: 7, name: 'web', text: '7' },
      labels: { 'a.b': true },
      level: 'mid',
      extra: true,
      count: 2,
    });
    expect(input.release).toEqual({ ...RELEASE, name: 'other' });
    expect([...input.files.keys()]).toEqual(['Chart.yaml', 'values-eu.yaml']);
  });

  it('reads parameters as helm --set does, and those of files', () => {
    const { input } = render(
      { 'app/Chart.yaml': '', 'app/motd.txt': 'hello\n' },
      {
        source: {
          helm: {
            values: 'hosts: [{name: a, port: 1}]\n',
            parameters: [
              { name: 'hosts[0].name', value: 'b' },
              { name: 'zones', value: '{eu-1,eu-2}' },
            ],
            fileParameters: [{ name: 'files.motd', path: 'motd.txt' }],
          },
        },
      },
    );
    expect(input.values).toEqual({
      hosts: [{ name: 'b', port: 1 }],
      zones: ['eu-1', 'eu-2'],
      files: { motd: 'hello\n' },
    });
  });

  it('names a value file that is missing or is no map', () => {
    const files = { 'app/Chart.yaml': '', 'app/list.yaml': '- 1\n' };
    const withFile =
      (name: string, more = {}) =>
      () =>
        render(files, { source: { helm: { valueFiles: [name], ...more } } });
    expect(withFile('no.yaml')).toThrow('no.yaml:1: no such file or directory');
    expect(withFile('list.yaml')).toThrow('list.yaml:1: values must be a map');
    expect(
      withFile('no.yaml', { ignoreMissingValueFiles: true }),
    ).not.toThrow();
  });
});
