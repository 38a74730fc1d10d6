import {
  isJsonObject,
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../json/readJson';
import { fillDefaults } from './fillDefaults';

/** The fields that the API server fills in a pod's spec, in a template or in a pod. */
export function defaultPodSpec(spec: JsonObject): JsonObject {
  const filled = fillDefaults(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  return {
    ...filled,
    ...(spec.serviceAccountName
      ? { serviceAccount: spec.serviceAccountName }
      : {}),
    ...mapList(spec, 'containers', defaultContainer),
    ...mapList(spec, 'initContainers', defaultContainer),
    ...mapList(spec, 'volumes', defaultVolume),
  };
}

/** What admission adds to a pod that is about to be stored. */
export function admitPodSpec(spec: JsonObject): JsonObject {
  const filled = fillDefaults(spec, {
    serviceAccountName: 'default',
    serviceAccount: stringAt(spec, 'serviceAccountName') || 'default',
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
  });
  const tolerations = objectsAt(spec, 'tolerations');
  const missing = [
    'node.kubernetes.io/not-ready',
    'node.kubernetes.io/unreachable',
  ]
    .filter(
      key =>
        !tolerations.some(
          toleration => toleration.key === key || !toleration.key,
        ),
    )
    .map(key => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }));
  return { ...filled, tolerations: [...tolerations, ...missing] };
}

/** Guaranteed, Burstable or BestEffort, from the containers' requests and limits. */
export function qosClassOf(spec: JsonObject): string {
  const containers = [
    ...objectsAt(spec, 'containers'),
    ...objectsAt(spec, 'initContainers'),
  ];
  const amounts = containers.map(container => ({
    requests: objectAt(container, 'resources', 'requests'),
    limits: objectAt(container, 'resources', 'limits'),
  }));
  const names = ['cpu', 'memory'];
  if (
    amounts.every(({ requests, limits }) =>
      names.every(name => !requests[name] && !limits[name]),
    )
  ) {
    return 'BestEffort';
  }
  const isGuaranteed = amounts.every(({ requests, limits }) =>
    names.every(
      name =>
        limits[name] !== undefined &&
        (requests[name] ?? limits[name]) === limits[name],
    ),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

function defaultContainer(container: JsonObject): JsonObject {
  const limits = objectAt(container, 'resources', 'limits');
  const filled = fillDefaults(container, {
    resources: Object.keys(limits).length > 0 ? { requests: limits } : {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicyOf(stringAt(container, 'image')),
  });
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe']
    .filter(name => isJsonObject(container[name]))
    .map(name => [name, defaultProbe(objectAt(container, name))]);
  return {
    ...filled,
    ...mapList(container, 'ports', port =>
      fillDefaults(port, { protocol: 'TCP' }),
    ),
    ...Object.fromEntries(probes),
  };
}

/** `latest`, named or implied, is always pulled. */
function pullPolicyOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const isPinned =
    image.includes('@') || (name.includes(':') && !name.endsWith(':latest'));
  return isPinned ? 'IfNotPresent' : 'Always';
}

function defaultProbe(probe: JsonObject): JsonObject {
  return fillDefaults(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...(isJsonObject(probe.httpGet)
      ? { httpGet: { scheme: 'HTTP', path: '/' } }
      : {}),
  });
}

function defaultVolume(volume: JsonObject): JsonObject {
  const sources = ['configMap', 'secret', 'projected'].filter(name =>
    isJsonObject(volume[name]),
  );
  return sources.reduce(
    (filled: JsonObject, name) =>
      fillDefaults(filled, { [name]: { defaultMode: 420 } }),
    volume,
  );
}

function mapList(
  holder: JsonObject,
  field: string,
  change: (item: JsonObject) => JsonObject,
): JsonObject {
  if (!Array.isArray(holder[field])) return {};
  return {
    [field]: listAt(holder, field).map(item =>
      isJsonObject(item) ? change(item) : item,
    ),
  };
}
