import type { SimulatedCluster } from '../startCluster';

/** Where a cluster and what measures it can be reached. */
export interface ClusterEndpoints {
  readonly name: string;
  readonly url: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly loki: string;
}

/** The endpoints of a cluster, as the control port and `orrery-sim start --json` tell them. */
export function endpointsOf({
  name,
  url,
  prometheusUrl,
  alertmanagerUrl,
  lokiUrl,
}: Pick<
  SimulatedCluster,
  'name' | 'url' | 'prometheusUrl' | 'alertmanagerUrl' | 'lokiUrl'
>): ClusterEndpoints {
  return {
    name,
    url,
    prometheus: prometheusUrl,
    alertmanager: alertmanagerUrl,
    loki: lokiUrl,
  };
}
