import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { KindRef } from '@orrery/backstage-plugin-clusters-node';
import { type KubernetesObject, rowOf } from '@orrery/kubernetes-model';

/** The row of an object among the rows of many clusters. */
export function toLiveRow(
  cluster: string,
  kind: Pick<KindRef, 'group' | 'kind'>,
  object: KubernetesObject,
  nowMs: number,
): LiveRow {
  const row = rowOf(object, kind, { nowMs });
  return { ...row, id: `${cluster}|${row.key}`, cluster };
}
