import { fractionOf } from '../../random/createRandom';
import { toMs, toTimestamp } from '../ControllerContext';
import type { Node } from '../kinds/Node';
import { readyConditionOf } from './nodeState';

/** How often a kubelet writes a status in which nothing changed (`nodeStatusReportFrequency`). */
const REPORT_MS = 300_000;
/** Others are written by whoever watches the node. */
const KUBELET_CONDITIONS = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'Ready',
]);

/** Whether the kubelet is to write its status again. Each node has its own moment in the five minutes, so that they do not write as one. */
export function isHeartbeatDue(node: Node, nowMs: number): boolean {
  const last = readyConditionOf(node)?.lastHeartbeatTime;
  if (typeof last !== 'string') return true;
  const offsetMs = fractionOf(`${node.metadata.name}/heartbeat`) * REPORT_MS;
  const turnOf = (ms: number) => Math.floor((ms + offsetMs) / REPORT_MS);
  return turnOf(nowMs) > turnOf(toMs(last));
}

/** The node as its kubelet writes it when nothing changed: only the time of its conditions moves. */
export function withHeartbeat(node: Node, nowMs: number): Node {
  const lastHeartbeatTime = toTimestamp(nowMs);
  return {
    ...node,
    status: {
      ...node.status,
      conditions: node.status?.conditions?.map(condition =>
        KUBELET_CONDITIONS.has(condition.type)
          ? { ...condition, lastHeartbeatTime }
          : condition,
      ),
    },
  };
}
