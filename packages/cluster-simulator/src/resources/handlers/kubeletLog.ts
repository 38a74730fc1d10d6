import type { Node } from '../../controllers/kinds/Node';
import { stringAt } from '../../json/readJson';
import type { ClusterStore } from '../../store/ClusterStore';

/**
 * The log of a node's kubelet, oldest line first: its start, and the events that it reported and the cluster still has, worded as klog
 * writes them. O(events of the cluster).
 */
export function kubeletLog(store: ClusterStore, node: Node): readonly string[] {
  const { name, creationTimestamp } = node.metadata;
  const version = stringAt(node, 'status', 'nodeInfo', 'kubeletVersion');
  const entries = store
    .list('events')
    .filter(
      event =>
        stringAt(event, 'source', 'component') === 'kubelet' &&
        stringAt(event, 'source', 'host') === name,
    )
    .map(event => {
      const object = [
        stringAt(event, 'involvedObject', 'namespace'),
        stringAt(event, 'involvedObject', 'name'),
      ];
      const type = stringAt(event, 'type');
      const said = {
        object: object.filter(part => part !== '').join('/'),
        kind: stringAt(event, 'involvedObject', 'kind'),
        type,
        reason: stringAt(event, 'reason'),
        message: stringAt(event, 'message'),
      };
      return {
        time:
          stringAt(event, 'lastTimestamp') ||
          event.metadata.creationTimestamp ||
          '',
        severity: type === 'Warning' ? 'W' : 'I',
        text: `event.go:389] "Event occurred"${fieldsOf(said)}`,
      };
    })
    .sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
  const started = {
    time: creationTimestamp ?? '',
    severity: 'I',
    text: `server.go:530] "Kubelet version"${fieldsOf({
      kubeletVersion: version,
    })}`,
  };
  return [started, ...entries].map(
    ({ time, severity, text }) =>
      `${severity}${klogTime(time)}    1203 ${text}`,
  );
}

function fieldsOf(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    .join('');
}

/** `2026-03-04T05:06:07Z` as `0304 05:06:07.000000`. */
function klogTime(timestamp: string): string {
  return `${timestamp.slice(5, 7)}${timestamp.slice(8, 10)} ${timestamp.slice(
    11,
    19,
  )}.000000`;
}
