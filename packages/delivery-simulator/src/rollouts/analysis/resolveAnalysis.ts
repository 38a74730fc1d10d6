import {
  fieldAt,
  isTrueAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { AnalysisReference, Rollout } from '../Rollout';

export interface ResolvedAnalysis {
  readonly metrics: readonly JsonRecord[];
  readonly args: readonly JsonRecord[];
  readonly dryRun: readonly JsonRecord[];
  readonly measurementRetention: readonly JsonRecord[];
}

interface TemplateName {
  readonly name: string;
  readonly isClusterScoped: boolean;
}

/** The name of the first template of `reference` that does not exist. */
export function missingTemplate(
  cluster: ClusterPort,
  namespace: string,
  reference: AnalysisReference,
): string | undefined {
  const missing = reference.templates.find(
    each => !templateOf(cluster, namespace, each),
  );
  return (
    missing &&
    `${
      missing.isClusterScoped ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'
    } '${missing.name}' not found`
  );
}

/** What an AnalysisRun is made of: the metrics of all templates and their arguments, those of the Rollout first. */
export function resolveAnalysis(
  cluster: ClusterPort,
  rollout: Rollout,
  reference: AnalysisReference,
  hashes: { readonly stable?: string; readonly latest?: string },
): ResolvedAnalysis {
  const templates = withNested(
    cluster,
    rollout.namespace,
    reference.templates,
    new Set(),
  );
  const all = (field: string) =>
    templates.flatMap(each => recordsAt(each, 'spec', field));
  const given = reference.args.map(each => valueOf(each, rollout, hashes));
  const declared = all('args').filter(
    (each, index, list) =>
      list.findIndex(other => other.name === each.name) === index,
  );
  return {
    metrics: all('metrics'),
    args: declared.map(
      each => given.find(other => other.name === each.name) ?? each,
    ),
    dryRun: [...reference.dryRun, ...all('dryRun')],
    measurementRetention: all('measurementRetention'),
  };
}

function withNested(
  cluster: ClusterPort,
  namespace: string,
  names: readonly TemplateName[],
  seen: Set<string>,
): readonly KubernetesObject[] {
  return names.flatMap(name => {
    const template = templateOf(cluster, namespace, name);
    const uid = template?.metadata.uid ?? '';
    if (!template || seen.has(uid)) return [];
    seen.add(uid);
    const nested = recordsAt(template, 'spec', 'templates').map(each => ({
      name: stringAt(each, 'templateName') ?? '',
      isClusterScoped: isTrueAt(each, 'clusterScope'),
    }));
    return [template, ...withNested(cluster, namespace, nested, seen)];
  });
}

function templateOf(
  cluster: ClusterPort,
  namespace: string,
  { name, isClusterScoped }: TemplateName,
): KubernetesObject | undefined {
  return cluster.get({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: isClusterScoped ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate',
    ...(isClusterScoped ? {} : { namespace }),
    name,
  });
}

/** An argument of a Rollout as a plain value: `valueFrom` names a pod template hash or a field of the Rollout. */
function valueOf(
  arg: JsonRecord,
  rollout: Rollout,
  hashes: { readonly stable?: string; readonly latest?: string },
): JsonRecord {
  const { name } = arg;
  const hash = stringAt(arg, 'valueFrom', 'podTemplateHashValue');
  if (hash) {
    return {
      name,
      value: (hash === 'Stable' ? hashes.stable : hashes.latest) ?? '',
    };
  }
  const path = stringAt(arg, 'valueFrom', 'fieldRef', 'fieldPath');
  return path ? { name, value: fieldText(rollout.object, path) } : arg;
}

/** `metadata.labels['app']`, `metadata.name`, `spec.replicas`. */
function fieldText(object: KubernetesObject, path: string): string {
  const steps = [...path.matchAll(/\['([^']+)'\]|([^.[\]]+)/g)].map(
    match => match[1] ?? match[2],
  );
  return String(fieldAt(object, ...steps) ?? '');
}
