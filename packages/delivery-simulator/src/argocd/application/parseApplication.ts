import {
  fieldAt,
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { ARGO_NAMESPACE } from '../argoKinds';
import type {
  Application,
  ApplicationSource,
  AutomatedSync,
  RetryStrategy,
} from './Application';
import { parseDurationMs } from './parseDuration';

const DEFAULT_HISTORY = 10;

/** Reads an Application; what is missing has Argo CD's default. Never throws: what it cannot mean shows as a condition. */
export function parseApplication(object: KubernetesObject): Application {
  const spec = recordAt(object, 'spec') ?? {};
  const policy = recordAt(spec, 'syncPolicy');
  const sources = recordsAt(spec, 'sources');
  const single = recordAt(spec, 'source');
  return {
    object,
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? ARGO_NAMESPACE,
    project: stringAt(spec, 'project') || 'default',
    sources: parseSources(sources, single),
    isMultiSource: sources.length > 0,
    destination: {
      server: stringAt(spec, 'destination', 'server'),
      name: stringAt(spec, 'destination', 'name'),
      namespace: stringAt(spec, 'destination', 'namespace') ?? '',
    },
    automated: automatedOf(policy),
    syncOptions: stringsAt(policy, 'syncOptions'),
    retry: parseRetry(recordAt(policy, 'retry')),
    managedNamespaceMetadata: recordAt(policy, 'managedNamespaceMetadata'),
    ignoredDifferences: recordsAt(spec, 'ignoreDifferences').map(entry => ({
      group: stringAt(entry, 'group') ?? '',
      kind: stringAt(entry, 'kind') ?? '',
      name: stringAt(entry, 'name'),
      namespace: stringAt(entry, 'namespace'),
      jsonPointers: stringsAt(entry, 'jsonPointers'),
      jqPathExpressions: stringsAt(entry, 'jqPathExpressions'),
      managedFieldsManagers: stringsAt(entry, 'managedFieldsManagers'),
    })),
    revisionHistoryLimit:
      numberAt(spec, 'revisionHistoryLimit') ?? DEFAULT_HISTORY,
  };
}

/** The sources of an Application, or of the operation of one. */
export function parseSources(
  sources: readonly JsonMap[],
  single: JsonMap | undefined,
): readonly ApplicationSource[] {
  if (sources.length > 0) return sources.map(parseSource);
  return single ? [parseSource(single)] : [];
}

/** Reads a retry strategy; undefined when there is none. */
export function parseRetry(
  retry: JsonMap | undefined,
): RetryStrategy | undefined {
  if (!retry) return undefined;
  const durationAt = (field: string, defaultMs: number) =>
    parseDurationMs(stringAt(retry, 'backoff', field) ?? '') ?? defaultMs;
  return {
    limit: numberAt(retry, 'limit') ?? 5,
    durationMs: durationAt('duration', 5_000),
    factor: numberAt(retry, 'backoff', 'factor') ?? 2,
    maxDurationMs: durationAt('maxDuration', 180_000),
  };
}

function parseSource(raw: JsonMap): ApplicationSource {
  return {
    repoURL: stringAt(raw, 'repoURL') ?? '',
    path: (stringAt(raw, 'path') ?? '')
      .split('/')
      .filter(part => part !== '' && part !== '.')
      .join('/'),
    targetRevision: stringAt(raw, 'targetRevision') ?? '',
    chart: stringAt(raw, 'chart'),
    ref: stringAt(raw, 'ref'),
    raw,
  };
}

function automatedOf(policy: JsonMap | undefined): AutomatedSync | undefined {
  const automated = recordAt(policy, 'automated');
  if (!automated || fieldAt(automated, 'enabled') === false) return undefined;
  return {
    prune: isTrueAt(automated, 'prune'),
    selfHeal: isTrueAt(automated, 'selfHeal'),
    allowEmpty: isTrueAt(automated, 'allowEmpty'),
  };
}
