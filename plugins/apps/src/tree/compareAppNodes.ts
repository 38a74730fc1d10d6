import { healthSeverity } from '@orrery/kubernetes-model';
import type { AppNode } from './AppTree';

/** Worst first; then the newest revision or job first; then by namespace and name. Total within one cluster. */
export function compareAppNodes(a: AppNode, b: AppNode): number {
  if (a.row.kind === 'ReplicaSet' && b.row.kind === 'ReplicaSet') {
    const newer = (b.row.revision ?? 0) - (a.row.revision ?? 0);
    if (newer !== 0) return newer;
  }
  if (
    a.row.kind === 'Job' &&
    b.row.kind === 'Job' &&
    a.row.owner &&
    b.row.owner
  ) {
    const newer = b.row.createdAtMs - a.row.createdAtMs;
    if (newer !== 0) return newer;
  }
  return (
    healthSeverity(b.health.status) - healthSeverity(a.health.status) ||
    compareText(a.row.namespace ?? '', b.row.namespace ?? '') ||
    compareText(a.row.name, b.row.name) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
