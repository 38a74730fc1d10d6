import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';

/** One line of the summary; a time is drawn as relative time, a name in monospace. */
export type SummaryFact =
  | {
      readonly kind: 'text' | 'name';
      readonly label: string;
      readonly text: string;
    }
  | { readonly kind: 'time'; readonly label: string; readonly atMs: number };

/** What decides, per kind, in the order a tired reader asks. */
export function summaryFactsOf({
  row,
  object,
}: ObjectDetail): readonly SummaryFact[] {
  const facts: (SummaryFact | undefined)[] = [
    name('Cluster', row.cluster),
    name('Namespace', row.namespace),
  ];
  switch (row.kind) {
    case 'Pod':
      facts.push(
        text('Phase', row.phase),
        text('Ready', `${row.ready} of ${row.containers} containers`),
        text('Restarts', String(row.restarts)),
        row.lastRestart && text('Last restart', restartText(row.lastRestart)),
        name('Node', row.node),
        name('IP', row.ip),
        text('QoS class', row.qosClass),
      );
      break;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      facts.push(
        text('Replicas', `${row.ready} ready of ${row.desired} desired`),
        text('Up to date', String(row.updated)),
        text('Available', String(row.available)),
        row.revision === undefined
          ? undefined
          : text('Revision', String(row.revision)),
        row.paused ? text('Rollout', 'paused') : undefined,
      );
      break;
    case 'Job':
      facts.push(
        text('Completions', `${row.succeeded} of ${row.completions}`),
        text('Active', String(row.active)),
        text('Failed', String(row.failed)),
        time('Started', row.startedAtMs),
        time('Finished', row.finishedAtMs),
      );
      break;
    case 'CronJob':
      facts.push(
        name('Schedule', row.schedule),
        text('Time zone', row.timeZone),
        text('Suspended', row.suspended ? 'yes' : 'no'),
        text('Active', String(row.active)),
        time('Last run', row.lastScheduleAtMs),
        time('Last success', row.lastSuccessAtMs),
      );
      break;
    case 'Node':
      facts.push(
        text('Status', row.phase),
        text('Roles', row.roles.join(', ')),
        name('Version', row.version),
        text('Architecture', `${row.operatingSystem}/${row.architecture}`),
        name('Internal IP', row.internalIP),
        name('Zone', row.zone),
        name('Instance type', row.instanceType),
      );
      break;
    case 'Service':
      facts.push(
        text('Type', row.type),
        name('Cluster IP', row.clusterIP),
        name('Ports', row.ports.join(', ')),
        name('External', row.externalAddresses.join(', ')),
      );
      break;
    case 'PersistentVolumeClaim':
      facts.push(
        text('Phase', row.phase),
        name('Volume', row.volume),
        text('Access modes', row.accessModes.join(', ')),
        name('Storage class', row.storageClass),
      );
      break;
    default:
  }
  facts.push(
    'images' in row ? name('Images', row.images.join('\n')) : undefined,
    time('Created', row.createdAtMs),
    time('Being deleted since', row.deletingSinceMs),
    name('Labels', pairs(object.metadata.labels)),
    name('Annotations', pairs(object.metadata.annotations)),
  );
  return facts.filter(fact => fact !== undefined);
}

function text(
  label: string,
  value: string | undefined,
): SummaryFact | undefined {
  return value ? { kind: 'text', label, text: value } : undefined;
}

function name(
  label: string,
  value: string | undefined,
): SummaryFact | undefined {
  return value ? { kind: 'name', label, text: value } : undefined;
}

function time(
  label: string,
  atMs: number | undefined,
): SummaryFact | undefined {
  return atMs === undefined ? undefined : { kind: 'time', label, atMs };
}

function pairs(record: Readonly<Record<string, string>> = {}): string {
  return Object.entries(record)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
}

function restartText(restart: {
  readonly container: string;
  readonly reason: string;
  readonly exitCode?: number;
}): string {
  const exit =
    restart.exitCode === undefined ? '' : `, exit ${restart.exitCode}`;
  return `${restart.container}: ${restart.reason}${exit}`;
}
