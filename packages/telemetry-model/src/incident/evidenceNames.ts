import type { TelemetryWorld } from '../world/TelemetryWorld';
import { serviceKeyOf, type WorldService } from '../world/WorldService';
import type {
  EventEvidence,
  EvidenceSubject,
  ExpectedEvidence,
  LogEvidence,
  MetricEvidence,
} from './Evidence';
import { changed, failing, slowed } from './evidenceQueries';
import type { Incident } from './Incident';

/** What the evidence of an incident is made of: its target, by name and as selectors, and what is often seen of it. */
export interface EvidenceNames {
  readonly world: Pick<TelemetryWorld, 'services' | 'nodes' | 'volumes'>;
  readonly name: string;
  readonly namespace: string;
  /** `namespace/name`. */
  readonly key: string;
  /** Label matchers of the main container, and of the deployment. */
  readonly container: string;
  readonly deployment: string;
  /** Services that depend on the target. */
  readonly callers: readonly WorldService[];
  readonly pods: EvidenceSubject;
  readonly workload: EvidenceSubject;
  readonly unhealthy: EventEvidence;
  readonly rollout: EventEvidence;
  readonly generation: MetricEvidence;
  readonly restarts: MetricEvidence;
  failures(above: number): MetricEvidence;
  slowness(factor: number): MetricEvidence;
  says(pattern: string): readonly LogEvidence[];
  callersSay(pattern: string): readonly LogEvidence[];
}

/** The evidence of one kind of incident. */
export type EvidenceOf = (names: EvidenceNames) => ExpectedEvidence;

/** Nothing is found anywhere: what the evidence of a kind starts from. */
export const NO_EVIDENCE: ExpectedEvidence = {
  metrics: [],
  logs: [],
  events: [],
  objects: [],
  alerts: [],
};

/** A metric by its family and a query over it. */
export function metric(
  family: string,
  query: string,
  agent?: MetricEvidence['agent'],
): MetricEvidence {
  return { family, query, ...(agent ? { agent } : {}) };
}

/** Names of an incident's target. O(services). */
export function evidenceNamesOf(
  { target }: Incident,
  world: EvidenceNames['world'],
): EvidenceNames {
  const { name } = target;
  const namespace = 'namespace' in target ? target.namespace : '';
  const key = `${namespace}/${name}`;
  const container = `namespace="${namespace}",container="${name}"`;
  const deployment = `namespace="${namespace}",deployment="${name}"`;
  const callers = world.services.filter(service =>
    service.calls.some(call => call.to === key && call.criticality >= 0.3),
  );
  const pods = { kind: 'Pod', namespace, namePrefix: `${name}-` };
  const workload = { kind: 'Deployment', namespace, namePrefix: name };
  return {
    world,
    name,
    namespace,
    key,
    container,
    deployment,
    callers,
    pods,
    workload,
    unhealthy: { ...pods, reason: 'Unhealthy' },
    rollout: { ...workload, reason: 'ScalingReplicaSet' },
    generation: metric(
      'kube_deployment_metadata_generation',
      changed(`kube_deployment_metadata_generation{${deployment}}`),
    ),
    restarts: metric(
      'kube_pod_container_status_restarts_total',
      `sum(increase(kube_pod_container_status_restarts_total{${container}}[30m])) > 3`,
    ),
    failures: above =>
      metric(
        'traces_service_graph_request_failed_total',
        failing(name, above),
        'service-graph',
      ),
    slowness: factor =>
      metric(
        'traces_service_graph_request_server_seconds',
        slowed(name, factor),
        'service-graph',
      ),
    says: pattern => [{ service: key, pattern }],
    callersSay: pattern =>
      callers.map(caller => ({ service: serviceKeyOf(caller), pattern })),
  };
}
