import type { KubernetesObject } from '@orrery/kubernetes-model';
import { gzipSync } from 'node:zlib';
import { toPlainValue } from '@orrery/go-template';
import { parseChart } from '../chart/Chart';
import { releaseSecretName, type StoredRelease } from './HelmRelease';

/** The Secret that Helm's `secret` storage keeps for a revision; `modifiedAtMs` is set when one is replaced. */
export function toReleaseSecret(
  release: StoredRelease,
  modifiedAtMs?: number,
): KubernetesObject {
  const stamp: Readonly<Record<string, string>> =
    modifiedAtMs === undefined
      ? { createdAt: seconds(release.lastDeployedAtMs) }
      : { modifiedAt: seconds(modifiedAtMs) };
  const encoded = gzipSync(JSON.stringify(toReleaseJson(release)), {
    level: 9,
  }).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: releaseSecretName(release.name, release.revision),
      namespace: release.namespace,
      labels: {
        ...release.labels,
        ...stamp,
        name: release.name,
        owner: 'helm',
        status: release.status,
        version: String(release.revision),
      },
    },
    // Helm encodes once and Kubernetes once more.
    data: { release: Buffer.from(encoded, 'utf8').toString('base64') },
  };
}

/** The JSON of Helm's release.v1. */
function toReleaseJson(release: StoredRelease): unknown {
  const chart = parseChart(release.chart);
  const files = (entries: ReadonlyMap<string, string>) =>
    [...entries].map(([name, text]) => ({
      name,
      data: Buffer.from(text, 'utf8').toString('base64'),
    }));
  return {
    name: release.name,
    info: {
      first_deployed: timeOf(release.firstDeployedAtMs),
      last_deployed: timeOf(release.lastDeployedAtMs),
      deleted:
        release.deletedAtMs === undefined ? '' : timeOf(release.deletedAtMs),
      description: release.description,
      status: release.status,
      notes: release.notes,
    },
    chart: {
      metadata: chart.metadata.raw,
      lock: null,
      templates: files(chart.templates),
      values: toPlainValue(chart.values),
      schema:
        chart.schema === undefined
          ? null
          : Buffer.from(chart.schema, 'utf8').toString('base64'),
      files: files(chart.files),
    },
    config: release.values,
    manifest: release.manifest,
    hooks: release.hooks.map(hook => ({
      name: hook.name,
      kind: hook.kind,
      path: hook.path,
      manifest: hook.manifest,
      events: hook.events,
      last_run: { started_at: '', completed_at: '', phase: '' },
      weight: hook.weight,
      delete_policies: hook.deletePolicies,
    })),
    version: release.revision,
    namespace: release.namespace,
    apply_method: 'ssa',
  };
}

function timeOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function seconds(timeMs: number): string {
  return String(Math.floor(timeMs / 1000));
}
