import type {
  EventEvidence,
  EvidenceSubject,
  GroundTruth,
  LogEvidence,
  MetricEvidence,
  ObjectEvidence,
} from '@orrery/telemetry-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { parseJsonPath } from '../../custom-resources/parseJsonPath';
import { createPrometheusApi } from '../../prometheus/createPrometheusApi';
import { objectsAt, stringAt } from '../../json/readJson';
import { DEFAULT_RULE_FILES } from '../../prometheus/rules/defaultRuleGroups';
import { createTelemetrySource } from '../../prometheus/createTelemetrySource';
import { serviceNameOf } from '../../telemetry/serviceNameOf';
import type { LivingCluster } from './startLivingCluster';

const LOOKED_AT_MS = 900_000;
const RESOURCES: Readonly<Record<string, string>> = {
  Pod: 'pods',
  Node: 'nodes',
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Deployment: 'deployments.apps',
  Certificate: 'certificates.cert-manager.io',
};

/** Looks in a living cluster for what the truth about an incident promises; returns what is not there, in words. */
export function missingEvidence(
  cluster: LivingCluster,
  truth: GroundTruth,
): readonly string[] {
  const { expected } = truth;
  return [
    ...measured(cluster, truth)
      .filter(each => !hasAnswer(cluster, each, cluster.clock.nowMs()))
      .map(each => `metric ${each.query}`),
    ...expected.logs
      .filter(each => !isLogged(cluster, each))
      .map(each => `log ${each.service} ${each.pattern}`),
    ...expected.events
      .filter(each => !isRecorded(cluster, each))
      .map(each => `event ${each.kind}/${each.namePrefix} ${each.reason}`),
    ...expected.objects
      .filter(each => !isShown(cluster, each))
      .map(each => `object ${each.kind}/${each.namePrefix} ${each.path}`),
  ];
}

/** Alerts that no rule raises, or the rule of which sees nothing; what recording rules compute is not looked at. */
export function missingAlerts(
  cluster: LivingCluster,
  { expected }: GroundTruth,
): readonly string[] {
  const rules = [...DEFAULT_RULE_FILES.values()]
    .flatMap(file => objectsAt(file, 'groups'))
    .flatMap(group => objectsAt(group, 'rules'));
  return expected.alerts.filter(name => {
    const rule = rules.find(each => stringAt(each, 'alert') === name);
    const query = stringAt(rule, 'expr');
    return (
      rule === undefined ||
      (!/[a-z]:[a-z]/.test(query) &&
        !hasAnswer(cluster, { family: name, query }, cluster.clock.nowMs()))
    );
  });
}

/** Metrics that show the incident before it began. */
export function earlyEvidence(
  cluster: LivingCluster,
  truth: GroundTruth,
): readonly string[] {
  return measured(cluster, truth)
    .filter(each => hasAnswer(cluster, each, truth.startMs - 120_000))
    .map(each => each.query);
}

/** What the agents of the cluster can see. */
function measured(
  { agents }: LivingCluster,
  { expected }: GroundTruth,
): readonly MetricEvidence[] {
  return expected.metrics.filter(
    ({ agent }) => agent === undefined || agents.includes(agent),
  );
}

function hasAnswer(
  cluster: LivingCluster,
  { query }: MetricEvidence,
  atMs: number,
): boolean {
  const api = createPrometheusApi({
    source: createTelemetrySource({
      telemetry: cluster.living.now,
      nowMs: () => cluster.clock.nowMs(),
    }),
    metadata: () => [],
    nowMs: () => cluster.clock.nowMs(),
    elapsedMs: () => 0,
  });
  const { status, text } = api({
    method: 'GET',
    path: '/api/v1/query',
    parameters: new URLSearchParams({ query, time: String(atMs / 1_000) }),
  });
  if (status !== 200) throw new Error(`${query}: ${text}`);
  return !text.includes('"result":[]');
}

function isLogged(
  cluster: LivingCluster,
  { service, pattern }: LogEvidence,
): boolean {
  const toMs = cluster.clock.nowMs();
  const [namespace, name] = service.split('/');
  const wanted = new RegExp(pattern);
  return cluster.store
    .list('pods', namespace)
    .filter(pod => serviceNameOf(pod) === name)
    .slice(0, 4)
    .some(pod =>
      cluster.living
        .now()
        .containerLog(pod.metadata.uid ?? '', pod.spec.containers[0].name)
        ?.lines({
          fromMs: toMs - LOOKED_AT_MS,
          toMs,
          limit: 1_200,
          direction: 'backward',
        })
        .some(line => wanted.test(line.text)),
    );
}

function isRecorded(
  cluster: LivingCluster,
  { reason, kind, namespace, namePrefix }: EventEvidence,
): boolean {
  return cluster.store
    .list('events')
    .some(
      ({ involvedObject, ...event }) =>
        event.reason === reason &&
        involvedObject.kind === kind &&
        (namespace === undefined || involvedObject.namespace === namespace) &&
        involvedObject.name?.startsWith(namePrefix),
    );
}

function isShown(
  cluster: LivingCluster,
  { path, matches, ...subject }: ObjectEvidence,
): boolean {
  const read = parseJsonPath(path);
  if (!read) throw new Error(`cannot read ${path}`);
  const wanted = new RegExp(matches);
  return objectsOf(cluster, subject).some(object =>
    read(object).some(value => wanted.test(String(value))),
  );
}

function objectsOf(
  cluster: LivingCluster,
  { kind, namespace, namePrefix }: EvidenceSubject,
): readonly KubernetesObject[] {
  return cluster.store.raw
    .list(RESOURCES[kind], namespace)
    .filter(({ metadata }) => metadata.name.startsWith(namePrefix));
}
