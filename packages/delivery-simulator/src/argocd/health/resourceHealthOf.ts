import {
  conditionOf,
  conditionsOf,
  groupOf,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import {
  ARGO_HEALTH_STATUSES,
  HEALTHY,
  degraded,
  progressing,
  type ArgoHealth,
} from './ArgoHealth';
import { readyHealth } from './readyHealth';
import {
  daemonSetHealth,
  deploymentHealth,
  jobHealth,
  podHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './workloadHealth';

type HealthRule = (object: KubernetesObject) => ArgoHealth | undefined;

const RULES: ReadonlyMap<string, HealthRule> = new Map<string, HealthRule>([
  ['apps/Deployment', deploymentHealth],
  ['apps/StatefulSet', statefulSetHealth],
  ['apps/DaemonSet', daemonSetHealth],
  ['apps/ReplicaSet', replicaSetHealth],
  ['/Pod', podHealth],
  ['batch/Job', jobHealth],
  ['/PersistentVolumeClaim', claimHealth],
  ['/Service', serviceHealth],
  ['networking.k8s.io/Ingress', ingressHealth],
  ['autoscaling/HorizontalPodAutoscaler', autoscalerHealth],
  ['argoproj.io/Rollout', rolloutHealth],
  ['argoproj.io/Application', applicationHealth],
  ['argoproj.io/AnalysisRun', analysisHealth],
  ['apiextensions.k8s.io/CustomResourceDefinition', definitionHealth],
]);

/**
 * Health of a live object by the built-in rules of Argo CD (gitops-engine `pkg/health`, `resource_customizations`);
 * undefined for kinds that have no health, as ConfigMaps. Pure, does not depend on the time.
 */
export function resourceHealthOf(
  object: KubernetesObject,
): ArgoHealth | undefined {
  if (object.metadata.deletionTimestamp) {
    return { status: 'Progressing', message: 'Pending deletion' };
  }
  const name = `${groupOf(object.apiVersion)}/${object.kind}`;
  return (RULES.get(name) ?? customRuleFor(object))?.(object);
}

function customRuleFor(object: KubernetesObject): HealthRule | undefined {
  const group = groupOf(object.apiVersion);
  if (/\.toolkit\.fluxcd\.io$/.test(group)) return readyHealth;
  if (/^cert-manager\.io$|\.crossplane\.io$|\.upbound\.io$/.test(group)) {
    return readyHealth;
  }
  const { length } = conditionsOf(object).filter(
    ({ type }) => type === 'Ready' || type === 'Synced',
  );
  // Claims and composites of Crossplane have groups of their own.
  return length === 2 ? readyHealth : undefined;
}

function claimHealth(object: KubernetesObject): ArgoHealth {
  switch (stringAt(object, 'status', 'phase')) {
    case 'Lost':
      return degraded('');
    case 'Bound':
      return HEALTHY;
    case 'Pending':
      return progressing('');
    default:
      return { status: 'Unknown' };
  }
}

function serviceHealth(object: KubernetesObject): ArgoHealth {
  if (stringAt(object, 'spec', 'type') !== 'LoadBalancer') return HEALTHY;
  return hasIngress(object) ? HEALTHY : progressing('');
}

function ingressHealth(object: KubernetesObject): ArgoHealth {
  return hasIngress(object) ? HEALTHY : progressing('');
}

function hasIngress(object: KubernetesObject): boolean {
  return recordsAt(object, 'status', 'loadBalancer', 'ingress').length > 0;
}

function autoscalerHealth(object: KubernetesObject): ArgoHealth {
  const conditions = conditionsOf(object);
  const bad = conditions.find(
    ({ status, reason }) =>
      status === 'False' && /^Failed|^Invalid/.test(reason),
  );
  if (bad) return degraded(bad.message);
  const able = conditions.find(({ type, status }) => {
    return (
      status === 'True' && (type === 'AbleToScale' || type === 'ScalingLimited')
    );
  });
  return able
    ? { status: 'Healthy', message: able.message }
    : progressing('Waiting to Autoscale');
}

function rolloutHealth(object: KubernetesObject): ArgoHealth {
  const message = stringAt(object, 'status', 'message') ?? '';
  switch (stringAt(object, 'status', 'phase')) {
    case 'Healthy':
      return HEALTHY;
    case 'Paused':
      return { status: 'Suspended', message };
    case 'Degraded':
      return degraded(message);
    default:
      return progressing(message || 'Waiting for rollout to finish');
  }
}

function applicationHealth(object: KubernetesObject): ArgoHealth | undefined {
  const status = stringAt(object, 'status', 'health', 'status');
  const known = ARGO_HEALTH_STATUSES.find(each => each === status);
  const message = stringAt(object, 'status', 'health', 'message');
  return known && { status: known, ...(message ? { message } : {}) };
}

function analysisHealth(object: KubernetesObject): ArgoHealth {
  const message = stringAt(object, 'status', 'message');
  switch (stringAt(object, 'status', 'phase')) {
    case 'Successful':
      return HEALTHY;
    case 'Failed':
    case 'Error':
      return degraded(message ?? 'Analysis run failed');
    case 'Inconclusive':
      return { status: 'Unknown', message: 'Analysis run inconclusive' };
    default:
      return progressing('Analysis run is running');
  }
}

function definitionHealth(object: KubernetesObject): ArgoHealth {
  return conditionOf(object, 'Established')?.status === 'True'
    ? HEALTHY
    : progressing('Status conditions not found');
}
