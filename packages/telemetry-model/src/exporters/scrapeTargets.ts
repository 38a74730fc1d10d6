import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { NodeMeter } from '../usage/createNodeMeter';

/** Labels that Prometheus attaches to what it scrapes from a node's kubelet. */
export function kubeletTarget(node: NodeMeter, path: string): Labels {
  return {
    job: 'kubelet',
    instance: `${node.node.internalIp}:10250`,
    metrics_path: path,
    node: node.node.name,
  };
}

/** Labels that Prometheus attaches to what it scrapes from a node's node-exporter. */
export function nodeExporterTarget(node: NodeMeter): Labels {
  return { job: 'node-exporter', instance: `${node.node.internalIp}:9100` };
}

/** Labels that Prometheus attaches to what it scrapes from kube-state-metrics. */
export function kubeStateTarget(context: TelemetryContext): Labels {
  return {
    job: 'kube-state-metrics',
    instance:
      context.instanceOf('monitoring/kube-state-metrics', 8080) ??
      'kube-state-metrics:8080',
  };
}
