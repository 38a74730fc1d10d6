import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import { APPLICATION, APPLICATION_SET } from '../argoKinds';
import {
  configMapYaml,
  REPOSITORY,
  startTestArgoCd,
  type TestArgoCd,
} from '../../testing/argocd/startTestArgoCd';

const REF = { ...APPLICATION_SET, namespace: 'argocd', name: 'set' };
const template = (
  name: string,
  path = 'app',
  more: Record<string, unknown> = {},
) => ({
  metadata: { name, labels: { made: '{{name}}' } },
  spec: {
    project: 'default',
    source: { repoURL: REPOSITORY, path, targetRevision: 'HEAD' },
    destination: { server: 'https://test:6443', namespace: 'shop' },
    ...more,
  },
});

describe('ApplicationSets', () => {
  let argo: TestArgoCd;

  beforeEach(async () => {
    argo = startTestArgoCd();
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'teams/red/x.yaml': configMapYaml('x'),
      'teams/blue/y.yaml': configMapYaml('y'),
      'teams/.hidden/z.yaml': configMapYaml('z'),
      'config/eu.json': JSON.stringify({ cluster: { name: 'eu', size: 3 } }),
      'config/us.yaml': 'cluster:\n  name: us\n  size: 2\n',
    });
  });
  afterEach(() => argo.stop());

  const seed = async (spec: Record<string, unknown>) => {
    argo.cluster.seed({
      ...APPLICATION_SET,
      metadata: { name: 'set', namespace: 'argocd' },
      spec,
    });
    await argo.pass();
  };
  const applications = () => argo.cluster.list(APPLICATION);
  const names = () => applications().map(each => each.metadata.name);
  const condition = (type: string) =>
    recordsAt(argo.cluster.get(REF), 'status', 'conditions').find(
      each => each.type === type,
    );

  it('makes an Application of every element of a list, and keeps them', async () => {
    await seed({
      generators: [
        {
          list: {
            elements: [{ name: 'a' }, { name: 'b' }],
            elementsYaml: '- name: c\n',
          },
        },
      ],
      template: template('shop-{{name}}'),
    });
    expect(names()).toEqual(['shop-a', 'shop-b', 'shop-c']);
    const [first] = applications();
    expect(first.metadata).toMatchObject({
      labels: { made: 'a' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
      ownerReferences: [
        { kind: 'ApplicationSet', name: 'set', controller: true },
      ],
    });
    expect(fieldAt(argo.cluster.get(REF), 'status')).toMatchObject({
      resourcesCount: 3,
      resources: [
        { name: 'shop-a', status: 'OutOfSync', health: { status: 'Missing' } },
        {},
        {},
      ],
    });
    expect(condition('ResourcesUpToDate')).toMatchObject({ status: 'True' });
    await argo.cluster.delete(
      { ...APPLICATION, namespace: 'argocd', name: 'shop-b' },
      { manager: 'person' },
    );
    await argo.patch({ spec: { project: 'other' } }, 'shop-a');
    await argo.pass();
    expect(names()).toEqual(['shop-a', 'shop-b', 'shop-c']);
    expect(fieldAt(argo.application('shop-a'), 'spec', 'project')).toBe(
      'default',
    );
    await argo.cluster.mergePatch(
      REF,
      { spec: { generators: [{ list: { elements: [{ name: 'a' }] } }] } },
      { manager: 'person' },
    );
    await argo.pass();
    expect(names()).toEqual(['shop-a']);
  });

  it('obeys a policy that only creates', async () => {
    await seed({
      generators: [{ list: { elements: [{ name: 'a' }, { name: 'b' }] } }],
      syncPolicy: {
        applicationsSync: 'create-only',
        preserveResourcesOnDeletion: true,
      },
      template: template('{{name}}'),
    });
    expect(applications()[0].metadata.finalizers).toBeUndefined();
    await argo.cluster.mergePatch(
      REF,
      {
        spec: {
          generators: [{ list: { elements: [{ name: 'a' }] } }],
          template: template('{{name}}', 'other'),
        },
      },
      { manager: 'person' },
    );
    await argo.pass();
    expect(names()).toEqual(['a', 'b']);
    expect(fieldAt(argo.application('a'), 'spec', 'source', 'path')).toBe(
      'app',
    );
  });

  it('finds folders in git, and new ones after a push', async () => {
    await seed({
      generators: [
        {
          git: {
            repoURL: REPOSITORY,
            revision: 'HEAD',
            directories: [
              { path: 'teams/*' },
              { path: 'teams/blue', exclude: true },
            ],
          },
        },
      ],
      template: template('{{path.basename}}-{{path[0]}}', '{{path}}'),
    });
    expect(names()).toEqual(['red-teams']);
    expect(
      fieldAt(argo.application('red-teams'), 'spec', 'source', 'path'),
    ).toBe('teams/red');
    await argo.push({ 'teams/green/a.yaml': configMapYaml('a') });
    await argo.pass();
    expect(names()).toEqual(['green-teams', 'red-teams']);
  });

  it('reads files in git, with Go templates', async () => {
    await seed({
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: REPOSITORY,
            revision: 'HEAD',
            files: [{ path: 'config/*' }],
          },
        },
      ],
      template: {
        ...template('{{ .cluster.name | upper | lower }}-{{ .path.basename }}'),
        metadata: {
          name: '{{ .cluster.name }}-{{ index .path.segments 0 }}',
          labels: { size: '{{ .cluster.size }}' },
        },
      },
      templatePatch:
        '{{ if eq .cluster.name "eu" }}spec: {project: special}{{ else }}{}{{ end }}',
    });
    expect(
      applications().map(each => [
        each.metadata.name,
        each.metadata.labels,
        fieldAt(each, 'spec', 'project'),
      ]),
    ).toEqual([
      ['eu-config', { size: '3' }, 'special'],
      ['us-config', { size: '2' }, 'default'],
    ]);
  });

  it('combines clusters with folders in a matrix', async () => {
    await seed({
      generators: [
        {
          matrix: {
            generators: [
              {
                clusters: {
                  selector: {
                    matchLabels: {
                      'argocd.argoproj.io/secret-type': 'cluster',
                    },
                  },
                  values: { tier: '{{name}}-tier' },
                },
              },
              {
                git: {
                  repoURL: REPOSITORY,
                  revision: 'HEAD',
                  directories: [{ path: 'teams/*' }],
                },
              },
            ],
          },
        },
      ],
      template: template('{{name}}-{{path.basename}}', '{{path}}', {
        destination: { server: '{{server}}', namespace: '{{values.tier}}' },
      }),
    });
    expect(names()).toEqual(['test-blue', 'test-red']);
    expect(
      fieldAt(argo.application('test-red'), 'spec', 'destination'),
    ).toEqual({
      server: 'https://test:6443',
      namespace: 'test-tier',
    });
  });

  it('does not take back what it is told to leave to others', async () => {
    await seed({
      generators: [{ list: { elements: [{ name: 'a' }] } }],
      ignoreApplicationDifferences: [
        { jsonPointers: ['/spec/syncPolicy/automated'] },
      ],
      template: template('{{name}}', 'app', { syncPolicy: { automated: {} } }),
    });
    await argo.patch(
      { spec: { project: 'x', syncPolicy: { automated: null } } },
      'a',
    );
    await argo.pass();
    expect(argo.application('a').spec).toMatchObject({ project: 'default' });
    expect(argo.application('a').spec).not.toHaveProperty(
      'syncPolicy.automated',
    );
  });

  it('counts the cluster of Argo CD among the clusters, unless they are selected', async () => {
    await seed({
      generators: [{ clusters: { values: { at: '{{server}}' } } }],
      template: template('on-{{name}}', 'app', {
        destination: { server: '{{values.at}}', namespace: 'shop' },
      }),
    });
    expect(names()).toEqual(['on-in-cluster', 'on-test']);
    expect(
      fieldAt(
        argo.application('on-in-cluster'),
        'spec',
        'destination',
        'server',
      ),
    ).toBe('https://kubernetes.default.svc');
  });

  it('puts what one generator says over what another one says', async () => {
    await seed({
      generators: [
        {
          merge: {
            mergeKeys: ['name'],
            generators: [
              {
                list: {
                  elements: [
                    { name: 'a', folder: 'app' },
                    { name: 'b', folder: 'app' },
                  ],
                },
              },
              { list: { elements: [{ name: 'b', folder: 'teams/blue' }] } },
            ],
          },
        },
      ],
      template: template('{{name}}', '{{folder}}'),
    });
    expect(
      names().map(name =>
        fieldAt(argo.application(name), 'spec', 'source', 'path'),
      ),
    ).toEqual(['app', 'teams/blue']);
  });

  it.each([
    [[{ scmProvider: {} }], 'generator "scmProvider" is not supported here'],
    [
      [{ matrix: { generators: [{ list: {} }] } }],
      'takes exactly two generators',
    ],
    [
      [{ git: { repoURL: 'https://gone', files: [] } }],
      'repository not found: https://gone',
    ],
    [
      [{ list: { elements: [{}, {}] } }],
      'contains applications with duplicate name: {{name}}',
    ],
  ])('says what is wrong with %j', async (generators, message) => {
    await seed({ generators, template: template('{{name}}') });
    expect(condition('ErrorOccurred')).toMatchObject({
      status: 'True',
      message: expect.stringContaining(message),
    });
    expect(names()).toEqual([]);
  });
});
