import {
  fieldAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { ChartError } from '../ChartError';
import type { HookEvent } from '../render/RenderedChart';
import type { ReleaseStatus, StoredHook, StoredRelease } from './HelmRelease';

const systemLabels = [
  'name',
  'owner',
  'status',
  'version',
  'createdAt',
  'modifiedAt',
];
const maxReleaseBytes = 32 * 1024 * 1024;

/**
 * Reads a release from its Secret, also one that Helm wrote. Charts inside of the chart are not in it, since Helm does not
 * store them. Throws a ChartError with code `malformed` for what is none.
 */
export function parseReleaseSecret(secret: KubernetesObject): StoredRelease {
  const json = decode(stringAt(secret, 'data', 'release') ?? '');
  const at = (name: string) => stringAt(json, 'info', name) ?? '';
  const deleted = Date.parse(at('deleted'));
  const labels = Object.entries(
    stringMapAt(secret, 'metadata', 'labels') ?? {},
  );
  return {
    name: stringAt(json, 'name') ?? '',
    namespace: stringAt(json, 'namespace') ?? secret.metadata.namespace ?? '',
    revision: numberAt(json, 'version') ?? 0,
    status: parseStatus(at('status')),
    description: at('description'),
    notes: at('notes'),
    firstDeployedAtMs: Date.parse(at('first_deployed')) || 0,
    lastDeployedAtMs: Date.parse(at('last_deployed')) || 0,
    ...(Number.isNaN(deleted) || deleted < 0 ? {} : { deletedAtMs: deleted }),
    chart: chartOf(json),
    values: recordAt(json, 'config') ?? {},
    manifest: stringAt(json, 'manifest') ?? '',
    hooks: recordsAt(json, 'hooks').map(parseHook),
    labels: Object.fromEntries(
      labels.filter(([name]) => !systemLabels.includes(name)),
    ),
  };
}

function decode(data: string): unknown {
  try {
    const once = Buffer.from(
      Buffer.from(data, 'base64').toString('utf8'),
      'base64',
    );
    // Very old releases are not compressed.
    const isGzip = once[0] === 0x1f && once[1] === 0x8b;
    const text = isGzip
      ? gunzipSync(once, { maxOutputLength: maxReleaseBytes })
      : once;
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new ChartError('malformed', 'release: the Secret holds no release', {
      cause: error,
    });
  }
}

function chartOf(json: unknown): Map<string, string> {
  const files = new Map<string, string>();
  files.set('Chart.yaml', stringify(fieldAt(json, 'chart', 'metadata') ?? {}));
  files.set('values.yaml', stringify(fieldAt(json, 'chart', 'values') ?? {}));
  for (const file of [
    ...recordsAt(json, 'chart', 'templates'),
    ...recordsAt(json, 'chart', 'files'),
  ]) {
    const name = stringAt(file, 'name');
    if (name !== undefined)
      files.set(
        name,
        Buffer.from(stringAt(file, 'data') ?? '', 'base64').toString('utf8'),
      );
  }
  const schema = stringAt(json, 'chart', 'schema');
  if (schema)
    files.set(
      'values.schema.json',
      Buffer.from(schema, 'base64').toString('utf8'),
    );
  return files;
}

function parseHook(hook: unknown): StoredHook {
  return {
    name: stringAt(hook, 'name') ?? '',
    kind: stringAt(hook, 'kind') ?? '',
    path: stringAt(hook, 'path') ?? '',
    manifest: stringAt(hook, 'manifest') ?? '',
    events: stringsAt(hook, 'events') as readonly HookEvent[],
    weight: numberAt(hook, 'weight') ?? 0,
    deletePolicies: stringsAt(hook, 'delete_policies'),
  };
}

function parseStatus(status: string): ReleaseStatus {
  return status === '' ? 'unknown' : (status as ReleaseStatus);
}
