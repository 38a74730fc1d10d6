import type { KubernetesObject } from '@orrery/kubernetes-model';

/** Pods of one Deployment share everything but name, uid, node, address and times, as real ones do. */
const PODS_PER_DEPLOYMENT = 10;
const NAMESPACES = 20;
const NODES = 200;

/** A running pod of about 5.5 KB, with the managedFields that API servers send. Deterministic. */
export function makePod(
  index: number,
  resourceVersion: number,
  restarts: number,
): KubernetesObject {
  const deployment = Math.floor(index / PODS_PER_DEPLOYMENT);
  const app = `service-${deployment}`;
  const namespace = `team-${deployment % NAMESPACES}`;
  const hash = hexOf(deployment, 10);
  const name = `${app}-${hash}-${hexOf(index, 5)}`;
  const node = `node-${(index * 7) % NODES}.eu-central-1.compute.internal`;
  const image = `registry.example.com/shop/${app}:v1.${deployment % 40}.2`;
  const digest = hexOf(deployment, 64);
  const startedAt = '2026-01-05T08:00:07Z';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${app}-${hash}-`,
      namespace,
      uid: `${hexOf(index, 8)}-1111-4222-8333-${hexOf(index, 12)}`,
      resourceVersion: String(resourceVersion),
      creationTimestamp: '2026-01-05T08:00:00Z',
      labels: {
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/part-of': 'shop',
        'pod-template-hash': hash,
        tier: deployment % 4 === 0 ? 'web' : 'backend',
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'checksum/config': digest,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${app}-${hash}`,
          uid: `${hexOf(deployment, 8)}-1111-4222-8333-000000000000`,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: managedFieldsOf(startedAt),
    },
    spec: {
      volumes: [
        {
          name: 'config',
          configMap: { name: `${app}-config`, defaultMode: 420 },
        },
        {
          name: `kube-api-access-${hexOf(index, 5)}`,
          projected: {
            sources: [
              {
                serviceAccountToken: { expirationSeconds: 3607, path: 'token' },
              },
              {
                configMap: {
                  name: 'kube-root-ca.crt',
                  items: [{ key: 'ca.crt', path: 'ca.crt' }],
                },
              },
              {
                downwardAPI: {
                  items: [
                    {
                      path: 'namespace',
                      fieldRef: {
                        apiVersion: 'v1',
                        fieldPath: 'metadata.namespace',
                      },
                    },
                  ],
                },
              },
            ],
            defaultMode: 420,
          },
        },
      ],
      containers: [
        containerOf('app', image, app),
        containerOf('proxy', 'registry.example.com/mesh/proxy:1.24.3', app),
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: app,
      nodeName: node,
      securityContext: { runAsNonRoot: true, fsGroup: 2000 },
      schedulerName: 'default-scheduler',
      tolerations: ['not-ready', 'unreachable'].map(key => ({
        key: `node.kubernetes.io/${key}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: {
      phase: 'Running',
      conditions: [
        'PodReadyToStartContainers',
        'Initialized',
        'Ready',
        'ContainersReady',
        'PodScheduled',
      ].map(type => ({
        type,
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: startedAt,
      })),
      hostIP: `10.0.${index % 200}.10`,
      podIP: `10.${1 + (index % 100)}.${index % 250}.${(index * 3) % 250}`,
      startTime: startedAt,
      containerStatuses: ['app', 'proxy'].map(container => ({
        name: container,
        state: { running: { startedAt } },
        lastState: {},
        ready: true,
        restartCount: container === 'app' ? restarts : 0,
        image,
        imageID: `${image}@sha256:${digest}`,
        containerID: `containerd://${hexOf(index, 64)}`,
        started: true,
      })),
      qosClass: 'Burstable',
    },
  };
}

function containerOf(name: string, image: string, app: string) {
  return {
    name,
    image,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [
      {
        name: 'POD_IP',
        valueFrom: {
          fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
        },
      },
      {
        name: 'DATABASE_URL',
        valueFrom: { secretKeyRef: { name: `${app}-db`, key: 'url' } },
      },
      { name: 'LOG_LEVEL', value: 'info' },
    ],
    resources: {
      limits: { memory: '512Mi' },
      requests: { cpu: '100m', memory: '256Mi' },
    },
    volumeMounts: [{ name: 'config', readOnly: true, mountPath: '/etc/app' }],
    livenessProbe: probeOf('/healthz'),
    readinessProbe: probeOf('/ready'),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  };
}

function probeOf(path: string) {
  return {
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
}

function managedFieldsOf(time: string) {
  const metadata = {
    'f:labels': {
      '.': {},
      'f:app.kubernetes.io/name': {},
      'f:pod-template-hash': {},
      'f:tier': {},
    },
    'f:ownerReferences': { '.': {} },
  };
  const container = {
    '.': {},
    'f:env': {},
    'f:image': {},
    'f:livenessProbe': {},
    'f:name': {},
    'f:ports': {},
    'f:resources': {},
  };
  return [
    {
      manager: 'kube-controller-manager',
      operation: 'Update',
      apiVersion: 'v1',
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': metadata,
        'f:spec': {
          'f:containers': {
            'k:{"name":"app"}': container,
            'k:{"name":"proxy"}': container,
          },
        },
      },
    },
    {
      manager: 'kubelet',
      operation: 'Update',
      apiVersion: 'v1',
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:status': {
          'f:conditions': {},
          'f:containerStatuses': {},
          'f:podIPs': {},
        },
      },
      subresource: 'status',
    },
  ];
}

/** Looks random, is not: `length` hexadecimal digits made of `seed`. */
function hexOf(seed: number, length: number): string {
  let state = (seed + 1) * 2_654_435_761;
  let text = '';
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    text += state.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}
