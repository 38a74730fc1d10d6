import { stringify } from 'yaml';
import { fieldAt } from '@orrery/kubernetes-model';
import { buildKustomization } from './buildKustomization';

const BASE = {
  'base/kustomization.yaml': {
    resources: ['web.yaml', 'extra.yaml'],
    configMapGenerator: [
      { name: 'settings', literals: ['level=info', 'name="quoted"'] },
    ],
  },
  'base/web.yaml': {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          serviceAccountName: 'runner',
          containers: [
            {
              name: 'web',
              image: 'registry.test:5000/web:1',
              envFrom: [{ configMapRef: { name: 'settings' } }],
            },
          ],
          volumes: [{ name: 'v', configMap: { name: 'settings' } }],
        },
      },
    },
  },
  'base/extra.yaml': {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' } },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'runner' },
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'bind' },
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace: 'x' }],
      },
    ],
  },
};

function build(overlay: Record<string, unknown>, overrides = {}) {
  const files = new Map(
    Object.entries({ ...BASE, ...overlay }).map(([path, value]) => [
      path,
      typeof value === 'string' ? value : stringify(value),
    ]),
  );
  const objects = buildKustomization(files, 'overlay', overrides);
  return {
    names: objects.map(each => `${each.kind}/${each.metadata.name}`),
    find: (kind: string, ...path: string[]) =>
      fieldAt(
        objects.find(each => each.kind === kind),
        ...path,
      ),
  };
}

const overlay = (fields: Record<string, unknown>) => ({
  'overlay/kustomization.yaml': { resources: ['../base'], ...fields },
});

describe('buildKustomization()', () => {
  it('renames objects and everything that names them', () => {
    const built = build(
      overlay({ namePrefix: 'eu-', nameSuffix: '-1', namespace: 'shop' }),
    );
    const settings = built.names
      .find(name => name.startsWith('ConfigMap/'))
      ?.slice(10);
    expect(built.names.slice(0, 4)).toEqual([
      'Deployment/eu-web-1',
      'Service/eu-web-1',
      'ServiceAccount/eu-runner-1',
      'ClusterRoleBinding/eu-bind-1',
    ]);
    expect(settings).toMatch(/^eu-settings-1-[2456789bcdfghkmt]{10}$/);
    const pod = ['spec', 'template', 'spec'];
    expect(built.find('Deployment', ...pod, 'serviceAccountName')).toBe(
      'eu-runner-1',
    );
    expect(built.find('Deployment', ...pod, 'volumes')).toEqual([
      { name: 'v', configMap: { name: settings } },
    ]);
    expect(built.find('Deployment', ...pod, 'containers')).toMatchObject([
      { envFrom: [{ configMapRef: { name: settings } }] },
    ]);
    expect(built.find('ClusterRoleBinding', 'subjects')).toEqual([
      { kind: 'ServiceAccount', name: 'eu-runner-1', namespace: 'shop' },
    ]);
    expect(built.find('Service', 'metadata', 'namespace')).toBe('shop');
    expect(
      built.find('ClusterRoleBinding', 'metadata', 'namespace'),
    ).toBeUndefined();
  });

  it('gives another name to another content', () => {
    const nameWith = (literal: string) =>
      build(
        overlay({
          configMapGenerator: [
            { name: 'settings', behavior: 'merge', literals: [literal] },
          ],
        }),
      ).names.find(name => name.startsWith('ConfigMap/'));
    expect(nameWith('level=info')).not.toBe(nameWith('level=debug'));
    const built = build(
      overlay({
        configMapGenerator: [
          { name: 'settings', behavior: 'merge', literals: ['level=debug'] },
        ],
      }),
    );
    expect(built.find('ConfigMap', 'data')).toEqual({
      level: 'debug',
      name: 'quoted',
    });
  });

  it('generates secrets of files and environments, without a hash where told so', () => {
    const built = build({
      ...overlay({
        secretGenerator: [
          { name: 'keys', files: ['tls/a.key', 'b=tls/a.key'], envs: ['.env'] },
        ],
        generatorOptions: {
          disableNameSuffixHash: true,
          labels: { made: 'here' },
        },
      }),
      'overlay/tls/a.key': 'secret',
      'overlay/.env': '# comment\nUSER=me\n',
    });
    expect(built.names).toContain('Secret/keys');
    expect(built.find('Secret', 'data')).toEqual({
      'a.key': 'c2VjcmV0',
      b: 'c2VjcmV0',
      USER: 'bWU=',
    });
    expect(built.find('Secret', 'metadata', 'labels')).toEqual({
      made: 'here',
    });
  });

  it('patches: strategic, JSON, in place, by target, and deletes', () => {
    const built = build({
      ...overlay({
        patches: [
          { path: 'replicas.yaml' },
          {
            target: { kind: 'Deployment', name: 'w.*' },
            patch:
              '- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: other:2\n',
          },
          {
            patch:
              'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n$patch: delete\n',
          },
        ],
      }),
      'overlay/replicas.yaml': {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          replicas: 5,
          template: {
            spec: {
              containers: [{ name: 'web', args: ['x'] }, { name: 'proxy' }],
            },
          },
        },
      },
    });
    expect(built.names).not.toContain('Service/web');
    expect(built.find('Deployment', 'spec', 'replicas')).toBe(5);
    expect(
      built.find('Deployment', 'spec', 'template', 'spec', 'containers'),
    ).toMatchObject([
      { name: 'web', image: 'other:2', args: ['x'] },
      { name: 'proxy' },
    ]);
  });

  it('sets labels, annotations, images and replicas', () => {
    const built = build(
      overlay({
        commonLabels: { env: 'eu' },
        labels: [{ pairs: { team: 'a' } }],
        commonAnnotations: { note: 'fine' },
        images: [
          { name: 'registry.test:5000/web', newName: 'mirror/web', newTag: 7 },
        ],
        replicas: [{ name: 'web', count: 3 }],
      }),
    );
    expect(built.find('Deployment', 'metadata', 'labels')).toEqual({
      env: 'eu',
      team: 'a',
    });
    expect(built.find('Deployment', 'spec', 'selector')).toEqual({
      matchLabels: { app: 'web', env: 'eu' },
    });
    expect(built.find('Deployment', 'spec', 'template', 'metadata')).toEqual({
      labels: { app: 'web', env: 'eu' },
      annotations: { note: 'fine' },
    });
    expect(built.find('Service', 'spec', 'selector')).toEqual({
      app: 'web',
      env: 'eu',
    });
    expect(built.find('Deployment', 'spec', 'replicas')).toBe(3);
    expect(
      built.find('Deployment', 'spec', 'template', 'spec', 'containers'),
    ).toMatchObject([{ image: 'mirror/web:7' }]);
  });

  it('puts the overrides of an Application over the outermost kustomization', () => {
    const built = build(overlay({ namePrefix: 'eu-' }), {
      namePrefix: 'us-',
      images: ['registry.test:5000/web=web:9', 'nothing@sha256:1'],
    });
    expect(built.names[0]).toBe('Deployment/us-web');
    expect(
      built.find('Deployment', 'spec', 'template', 'spec', 'containers'),
    ).toMatchObject([{ image: 'web:9' }]);
  });

  it('lets a component change what was gathered', () => {
    const built = build({
      ...overlay({ components: ['../proxy'] }),
      'proxy/kustomization.yaml': {
        kind: 'Component',
        patches: [
          {
            target: { kind: 'Deployment' },
            patch: '- {op: add, path: /spec/paused, value: true}',
          },
        ],
      },
    });
    expect(built.find('Deployment', 'spec', 'paused')).toBe(true);
    expect(built.names.length).toBe(5);
  });

  it.each([
    [
      { 'overlay/kustomization.yaml': { resources: ['../nope'] } },
      "nope: unable to find one of 'kustomization.yaml'",
    ],
    [
      { 'overlay/kustomization.yaml': { resources: ['../../x'] } },
      'outside of the repository',
    ],
    [
      { 'overlay/kustomization.yaml': { resources: ['https://x/y'] } },
      'remote resources are not supported',
    ],
    [
      { 'overlay/kustomization.yaml': { resources: ['../overlay'] } },
      'cycle detected',
    ],
    [overlay({ helmCharts: [] }), 'field "helmCharts" is not supported'],
    [
      overlay({ patches: [{ path: 'no.yaml' }] }),
      'overlay/kustomization.yaml:1: no.yaml: no such file',
    ],
    [overlay({ resources: ['../base', '../base'] }), 'already registered id'],
    [
      overlay({ configMapGenerator: [{ name: 'x', behavior: 'merge' }] }),
      'ConfigMap x does not exist; cannot merge',
    ],
    [
      {
        ...overlay({ patchesStrategicMerge: ['p.yaml'] }),
        'overlay/p.yaml': {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'x' },
        },
      },
      'p.yaml:1: no matches for Id Pod.v1/x',
    ],
    [
      overlay({
        patchesJson6902: [
          {
            target: { kind: 'Deployment' },
            patch: '- {op: remove, path: /spec/nope}',
          },
        ],
      }),
      'remove /spec/nope: the path does not exist',
    ],
  ])('refuses %#', (files, message) => {
    expect(() => build(files)).toThrow(message);
  });
});
