import { createHash } from 'node:crypto';
import {
  numberAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { parseChartMetadata } from '../../helm/chart/ChartMetadata';
import type { StoredRelease } from '../../helm/release/HelmRelease';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { digestOfValues } from './composeValues';

const LIMIT = 5;

/** An entry of `status.history`: what Flux remembers of a revision. */
export function snapshotOf(release: StoredRelease): JsonRecord {
  const { name, version, appVersion } = parseChartMetadata(release.chart);
  const digest = createHash('sha256')
    .update(`${release.name} ${release.revision} ${release.manifest}`)
    .digest('hex');
  return {
    ...(appVersion ? { appVersion } : {}),
    chartName: name,
    chartVersion: version,
    configDigest: digestOfValues(release.values),
    digest: `sha256:${digest}`,
    firstDeployed: toTimestamp(release.firstDeployedAtMs),
    lastDeployed: toTimestamp(release.lastDeployedAtMs),
    ...(release.deletedAtMs === undefined
      ? {}
      : { deleted: toTimestamp(release.deletedAtMs) }),
    name: release.name,
    namespace: release.namespace,
    status: release.status,
    version: release.revision,
  };
}

/** `status.history` of what is stored, newest first. */
export function historyOf(
  stored: readonly StoredRelease[],
): readonly JsonRecord[] {
  return stored.slice(0, LIMIT).map(snapshotOf);
}

/** As Flux names a revision: `shop/web.v1 with chart web@0.1.0`. */
export function describeRelease(release: StoredRelease): string {
  return `${release.namespace}/${release.name}.v${
    release.revision
  } with chart ${describeChart(release.chart)}`;
}

export function describeChart(files: ReadonlyMap<string, string>): string {
  const { name, version } = parseChartMetadata(files);
  return `${name}@${version}`;
}

/** Whether a revision is of this chart and these values. */
export function isOfInput(
  release: StoredRelease,
  files: ReadonlyMap<string, string>,
  configDigest: string,
): boolean {
  return (
    describeChart(release.chart) === describeChart(files) &&
    digestOfValues(release.values) === configDigest
  );
}

/** Whether Flux made the newest revision, and not somebody with Helm. */
export function isObserved(
  owner: KubernetesObject,
  release: StoredRelease,
): boolean {
  const [newest] = recordsAt(owner, 'status', 'history');
  return (
    numberAt(newest, 'version') === release.revision &&
    stringAt(newest, 'digest') === snapshotOf(release).digest
  );
}
