import type { Telemetry } from '@orrery/telemetry-model';
import { startAlertmanagerServer } from './alertmanager/startAlertmanagerServer';
import type { SimulationClock } from './clock/SimulationClock';
import { startLokiServer } from './loki/startLokiServer';
import {
  type PrometheusView,
  startPrometheusServer,
} from './prometheus/startPrometheusServer';

export interface ObservabilityOptions {
  /** Of the cluster. */
  readonly name: string;
  readonly clock: SimulationClock;
  readonly telemetry: () => Telemetry;
  readonly onError: (error: unknown, subject: string) => void;
}

/** What measures a cluster and tells of it. */
export interface Observability {
  readonly urls: {
    readonly prometheusUrl: string;
    readonly alertmanagerUrl: string;
    readonly lokiUrl: string;
  };
  readonly prometheus: PrometheusView;
  stop(): Promise<void>;
}

/** Starts the Prometheus, the Alertmanager and the Loki of a cluster; they cost nothing until they are asked. */
export async function startObservability({
  name,
  clock,
  telemetry,
  onError,
}: ObservabilityOptions): Promise<Observability> {
  const nowMs = () => clock.nowMs();
  const onUnexpected = (server: string) => (error: unknown) =>
    onError(error, `${server} of ${name}`);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    // Each of the two knows the other.
    const known: { alertmanagerUrl?: string } = {};
    const prometheus = await startPrometheusServer({
      telemetry,
      nowMs,
      alertmanagerUrl: () => known.alertmanagerUrl,
      onUnexpected: onUnexpected('Prometheus'),
    });
    undo.push(prometheus.stop);
    const alertmanager = await startAlertmanagerServer({
      feed: { rules: prometheus.rules, prometheusUrl: prometheus.url },
      nowMs,
      onUnexpected: onUnexpected('Alertmanager'),
    });
    undo.push(alertmanager.stop);
    known.alertmanagerUrl = alertmanager.url;
    const loki = await startLokiServer({
      telemetry,
      clock,
      cluster: name,
      onUnexpected: onUnexpected('Loki'),
    });
    undo.push(loki.stop);
    return {
      urls: {
        prometheusUrl: prometheus.url,
        alertmanagerUrl: alertmanager.url,
        lokiUrl: loki.url,
      },
      prometheus,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
