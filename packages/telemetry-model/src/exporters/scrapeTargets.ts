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

/** Labels that Prometheus attaches to what it scrapes from Hubble on a node. */
export function hubbleTarget(node: NodeMeter): Labels {
  return {
    job: 'hubble',
    instance: `${node.node.internalIp}:9965`,
    node: node.node.name,
  };
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

/**
 * Labels that Prometheus attaches to what it scrapes from the agents of a cluster: CoreDNS and cert-manager themselves, and of a mesh the
 * server that sums its proxies per workload. Tempo writes its service graph to Prometheus, so that is no target.
 */
export function agentTargets(context: TelemetryContext): readonly Labels[] {
  const { agents } = context.world;
  const scraped = [
    {
      job: 'coredns',
      instance: context.instanceOf('kube-system/coredns', 9153),
    },
    {
      job: 'cert-manager',
      instance: context.instanceOf('platform/cert-manager', 9402),
    },
  ].flatMap(({ job, instance }) =>
    instance === undefined ? [] : [{ job, instance }],
  );
  const summed = [
    { agent: 'istio', job: 'istio-mesh', host: 'prometheus.istio-system' },
    { agent: 'envoy', job: 'envoy-stats', host: 'prometheus.istio-system' },
    { agent: 'linkerd', job: 'linkerd-proxy', host: 'prometheus.linkerd-viz' },
  ] as const;
  return [
    ...scraped,
    ...summed
      .filter(({ agent }) => agents.includes(agent))
      .map(({ job, host }) => ({
        job,
        instance: `${host}:9090`,
      })),
  ];
}
