import type { Container, Pod } from '../controllers/kinds/Pod';
import type { Observability } from '../startObservability';

/** Where the Prometheus, Alertmanager or Loki answers that a pod of the cluster's monitoring stands for. */
export function measuringServerOf(
  pod: Pod,
  container: Container,
  urls: Observability['urls'] | undefined,
): URL | undefined {
  if (pod.metadata.namespace !== 'monitoring' || !urls) return undefined;
  const byName: Readonly<Record<string, string>> = {
    prometheus: urls.prometheusUrl,
    alertmanager: urls.alertmanagerUrl,
    loki: urls.lokiUrl,
  };
  return Object.hasOwn(byName, container.name)
    ? new URL(byName[container.name])
    : undefined;
}
