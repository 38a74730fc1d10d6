import {
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';

export const GIT_URL = 'https://git.example.com/shop/config';
export const CHARTS_URL = 'https://charts.example.com';

export function gitRepository(spec: JsonRecord = {}): KubernetesObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'config', namespace: 'shop' },
    spec: { url: GIT_URL, interval: '1m', ref: { branch: 'main' }, ...spec },
  };
}

export function kustomization(
  spec: JsonRecord = {},
  name = 'apps',
): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'shop' },
    spec: {
      interval: '10m',
      path: './apps',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'config' },
      ...spec,
    },
  };
}

export function helmRepository(spec: JsonRecord = {}): KubernetesObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name: 'charts', namespace: 'shop' },
    spec: { url: CHARTS_URL, interval: '5m', ...spec },
  };
}

export function helmRelease(spec: JsonRecord = {}): KubernetesObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      interval: '5m',
      chart: {
        spec: {
          chart: 'web',
          version: '*',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
        },
      },
      ...spec,
    },
  };
}

export function webChart(
  version: string,
  more: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({
      'Chart.yaml': `apiVersion: v2\nname: web\nversion: ${version}\nappVersion: "2"\n`,
      'values.yaml': 'tag: "1"\nreplicas: 1\n',
      'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: "shop/web:{{ .Values.tag }}"
`,
      ...more,
    }),
  );
}

export function deploymentYaml(name: string, tag: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: web
          image: shop/${name}:${tag}
`;
}

export function configMapYaml(name: string, value: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: shop
data:
  value: "${value}"
`;
}

export function imageOf(deployment: KubernetesObject | undefined): string {
  const [container] = recordsAt(
    deployment,
    'spec',
    'template',
    'spec',
    'containers',
  );
  return stringAt(container, 'image') ?? '';
}
