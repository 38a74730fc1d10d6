import type { KubernetesObject } from '@orrery/kubernetes-model';
import { cpuCoresOf } from '@orrery/kubernetes-model';
import {
  fractionOf,
  type LogFormat,
  type Runtime,
  type WorldService,
} from '@orrery/telemetry-model';
import {
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
} from '../json/readJson';
import { chatterOf } from './chatter';

/** Images that tell what runs in them, and how that writes its log. */
const KNOWN_IMAGES: readonly (readonly [RegExp, Runtime, LogFormat])[] = [
  [/nginx|httpd|caddy|haproxy/, 'nginx', 'nginx'],
  [/postgres|mysql|mariadb|pgbouncer/, 'postgres', 'postgres'],
  [/redis|valkey|memcached|dragonfly/, 'redis', 'json'],
  [/kafka|redpanda|pulsar/, 'kafka', 'kafka'],
  [/java|jdk|jre|tomcat|spring|keycloak|elastic/, 'jvm', 'java'],
  [/python|django|flask|jupyter|airflow/, 'python', 'json'],
  [/node|next|nuxt|ghost/, 'node', 'json'],
];

/**
 * A workload that the fleet does not describe, as the telemetry model sees it: what it runs is read from its image, how
 * much and when it is used follows from its namespace and name. One that opens no port and has a command works by
 * itself. Nobody else in the cluster calls it. Without `sinceMs` it was always there. O(1).
 */
export function tenantServiceOf(
  workload: KubernetesObject,
  sinceMs?: number,
): WorldService {
  const { name, namespace = 'default' } = workload.metadata;
  const vary = (what: string) => fractionOf(`${namespace}/${name}/${what}`);
  const [main = {}] = objectsAt(
    workload,
    'spec',
    'template',
    'spec',
    'containers',
  );
  const [port] = objectsAt(main, 'ports').map(each =>
    numberAt(each, 'containerPort'),
  );
  const known = KNOWN_IMAGES.find(([pattern]) =>
    pattern.test(stringAt(main, 'image')),
  );
  const isStore = known?.[1] === 'postgres' || known?.[1] === 'redis';
  const hasCommand =
    stringsAt(main, 'command').length + stringsAt(main, 'args').length > 0;
  const isWorker = port === undefined && hasCommand;
  const replicas = numberAt(workload, 'spec', 'replicas') ?? 1;
  const requests = objectAt(main, 'resources', 'requests');
  // The services of a team have their busy times and their customers in common.
  const share = 0.4 + 1.6 * fractionOf(`${namespace}/traffic`);
  return {
    namespace,
    name,
    kind: kindOf(workload.kind),
    version: workload.metadata.labels?.['app.kubernetes.io/version'] ?? '1',
    port: port ?? 8080,
    replicas: Math.max(1, replicas),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    cpuCoresPerReplica: cpuCoresOf(stringAt(requests, 'cpu') || undefined),
    calls: [],
    profile: {
      protocol: isStore ? 'tcp' : 'http',
      runtime: known?.[1] ?? (vary('runtime') < 0.5 ? 'go' : 'node'),
      logFormat: known?.[2] ?? (vary('log') < 0.5 ? 'json' : 'logfmt'),
      entryRps: Math.max(1, replicas) * (0.3 + 5 * vary('load')) * share,
      season: isWorker ? 'steady' : seasonOf(namespace),
      latencyMs: isStore ? 1 + 4 * vary('latency') : 6 + 60 * vary('latency'),
      latencySigma: 0.4 + 0.4 * vary('spread'),
      chatter: chatterOf(namespace, name),
      errorRatio: 0.0005 + 0.004 * vary('errors'),
      routes: isWorker ? [] : [`/${name}`, `/${name}/{id}`],
    },
  };
}

function kindOf(kind: string | undefined): WorldService['kind'] {
  return kind === 'StatefulSet' || kind === 'DaemonSet' ? kind : 'Deployment';
}

function seasonOf(namespace: string): WorldService['profile']['season'] {
  return fractionOf(`${namespace}/season`) < 0.5 ? 'office' : 'customers';
}
