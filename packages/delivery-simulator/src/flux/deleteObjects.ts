import { stringAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort, ObjectRef } from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { formatRef } from './formatObject';

export interface DeleteOptions {
  readonly cluster: ClusterPort;
  readonly manager: string;
  /** Objects with other labels belong to somebody else and stay. */
  readonly labels: Readonly<Record<string, string>>;
  /** Label or annotation that keeps an object: `kustomize.toolkit.fluxcd.io/prune: disabled`. */
  readonly keepMark: string;
}

export interface Deleted {
  /** `Deployment/shop/web deleted` for each. */
  readonly lines: readonly string[];
  /** What the cluster refused to delete. */
  readonly survivors: readonly ObjectRef[];
  readonly problem?: string;
}

/** Deletes what an owner no longer wants, in the reverse of the order that it has them in. */
export async function deleteObjects(
  refs: readonly ObjectRef[],
  { cluster, manager, labels, keepMark }: DeleteOptions,
): Promise<Deleted> {
  const lines: string[] = [];
  const survivors: ObjectRef[] = [];
  let problem: string | undefined;
  for (const ref of [...refs].reverse()) {
    const object = cluster.get(ref);
    if (!object || object.metadata.deletionTimestamp) continue;
    if (isKept(object, keepMark) || !hasLabels(object, labels)) continue;
    try {
      await cluster.delete(ref, { manager, propagationPolicy: 'Background' });
      lines.push(`${formatRef(ref)} deleted`);
    } catch (error) {
      if (!(error instanceof ClusterRequestError)) throw error;
      survivors.push(ref);
      problem ??= `${formatRef(ref)} delete failed: ${error.message}`;
    }
  }
  return { lines, survivors, problem };
}

function isKept(object: KubernetesObject, mark: string): boolean {
  const { labels, annotations } = object.metadata;
  return (
    labels?.[mark] === 'disabled' ||
    annotations?.[mark] === 'disabled' ||
    annotations?.[mark.replace(/prune$/, 'reconcile')] === 'disabled'
  );
}

function hasLabels(
  object: KubernetesObject,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(labels).every(
    ([key, value]) => stringAt(object, 'metadata', 'labels', key) === value,
  );
}
