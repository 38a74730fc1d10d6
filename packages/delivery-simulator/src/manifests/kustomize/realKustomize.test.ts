import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { stringify } from 'yaml';
import { parseManifests } from '../parseManifests';
import { buildKustomization } from './buildKustomization';

const kubectl = process.env.KUBECTL;
if (!kubectl && process.env.CI) throw new Error('no kubectl in KUBECTL');
/* eslint-disable jest/no-standalone-expect -- `itWithKubectl` is `it` where there is a kubectl */
const itWithKubectl = kubectl ? it : it.skip;

const BASE = {
  'base/kustomization.yaml': {
    resources: ['web.yaml', 'rbac.yaml'],
    configMapGenerator: [
      { name: 'settings', literals: ['level=info', 'html=<a href="x">&</a>'] },
    ],
    secretGenerator: [
      { name: 'keys', literals: ['token=s3cret'], type: 'Opaque' },
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
              envFrom: [
                { configMapRef: { name: 'settings' } },
                { secretRef: { name: 'keys' } },
              ],
              ports: [{ containerPort: 80 }],
            },
          ],
          volumes: [{ name: 'v', configMap: { name: 'settings' } }],
        },
      },
    },
  },
  'base/rbac.yaml': [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'bind' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'runner' }],
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
        },
        maxReplicas: 3,
      },
    },
  ],
};

const OVERLAYS: Readonly<Record<string, Record<string, unknown>>> = {
  'nothing more': {},
  'names and a namespace': {
    namePrefix: 'eu-',
    nameSuffix: '-1',
    namespace: 'shop',
  },
  'labels and annotations': {
    labels: [
      { pairs: { env: 'eu' }, includeSelectors: true },
      { pairs: { team: 'a' }, includeTemplates: true },
      { pairs: { plain: 'sure' } },
    ],
    commonAnnotations: { note: 'fine' },
  },
  'images and replicas': {
    images: [
      { name: 'registry.test:5000/web', newName: 'mirror/web', newTag: '7' },
    ],
    replicas: [{ name: 'web', count: 4 }],
  },
  'patches of all sorts': {
    patches: [
      {
        patch: stringify({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web' },
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'web', env: [{ name: 'A', value: '1' }] },
                  { name: 'proxy', image: 'proxy:2' },
                ],
              },
            },
          },
        }),
      },
      {
        target: { kind: 'Service', name: 'w.*' },
        patch:
          '- {op: add, path: /spec/type, value: LoadBalancer}\n- {op: replace, path: /spec/ports/0/port, value: 8080}\n',
      },
      {
        patch: stringify({
          $patch: 'delete',
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'web' },
        }),
      },
    ],
  },
  'generators that merge': {
    namePrefix: 'eu-',
    configMapGenerator: [
      { name: 'settings', behavior: 'merge', literals: ['level=debug'] },
    ],
    secretGenerator: [
      { name: 'keys', behavior: 'replace', literals: ['other=1'] },
    ],
  },
  'generators without hashes': {
    generatorOptions: { disableNameSuffixHash: true, labels: { made: 'here' } },
    configMapGenerator: [{ name: 'more', literals: ['a=1'] }],
  },
};

describe('buildKustomization() beside kubectl kustomize', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orrery-kustomize-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  itWithKubectl.each(Object.entries(OVERLAYS))(
    'makes the same of %s',
    (_, overlay) => {
      const files = new Map(
        Object.entries({
          ...BASE,
          'overlay/kustomization.yaml': { resources: ['../base'], ...overlay },
        }).map(([path, value]) => [
          path,
          Array.isArray(value)
            ? value.map(each => stringify(each)).join('---\n')
            : stringify(value),
        ]),
      );
      for (const [path, text] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const output = execFileSync(
        kubectl ?? '',
        ['kustomize', join(folder, 'overlay')],
        {
          encoding: 'utf8',
        },
      );
      expect(sorted(buildKustomization(files, 'overlay'))).toEqual(
        sorted(parseManifests(output, 'kubectl')),
      );
    },
  );
});

function sorted(objects: readonly KubernetesObject[]) {
  return [...objects].sort((a, b) => idOf(a).localeCompare(idOf(b)));
}

function idOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}
