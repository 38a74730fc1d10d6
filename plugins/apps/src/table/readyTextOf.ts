import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';

/** Ready of desired, in the words of the kind: `4/5`, containers of a pod, completions of a job. */
export function readyTextOf(row: LiveRow): string {
  switch (row.kind) {
    case 'Pod':
      return `${row.ready}/${row.containers}`;
    case 'Job':
      return `${row.succeeded}/${row.completions}`;
    case 'CronJob':
      return row.suspended ? '' : `${row.active} active`;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return `${row.ready}/${row.desired}`;
    default:
      return '';
  }
}
