import type { ServerResponse } from 'node:http';
import { createRuleEngine, type RuleEngine } from '@orrery/alerting';
import type { Pausable } from '@orrery/promql';
import type { Telemetry } from '@orrery/telemetry-model';
import { runInTurns } from '../turns/runInTurns';
import { CounterFloor } from './CounterFloor';
import { createLabelCatalogue } from './createLabelCatalogue';
import { createTelemetrySource } from './createTelemetrySource';
import { listenAsPrometheus } from './listenAsPrometheus';
import type {
  LabelCatalogue,
  MetricMetadata,
  ScrapeTarget,
} from './PrometheusApi';
import { defaultRuleGroups } from './rules/defaultRuleGroups';
import { prometheusConfigText, scrapeTargetsAt } from './scrapeJobs';
import { writeExposition } from './writeExposition';

export interface PrometheusServerOptions {
  readonly telemetry: () => Telemetry;
  readonly nowMs: () => number;
  /** 0 picks a free one. */
  readonly port?: number;
  /** The Alertmanager of the cluster, once there is one. */
  readonly alertmanagerUrl?: () => string | undefined;
  /** Told of failures that are no answers: bugs. The client gets a 500. */
  readonly onUnexpected: (error: unknown) => void;
}

/** What a Prometheus knows, for the Alertmanager of its cluster and for a federation. */
export interface PrometheusView {
  readonly rules: RuleEngine;
  readonly labels: LabelCatalogue;
  readonly metadata: () => Iterable<MetricMetadata>;
  readonly targets: () => readonly ScrapeTarget[];
}

export interface PrometheusServer extends PrometheusView {
  readonly url: string;
  stop(): Promise<void>;
}

/** The rules were in force for so long when the server starts, so that what is ill from the start has a past. */
const RULES_IN_FORCE_MS = 2 * 3_600_000;

/**
 * Serves the telemetry of one cluster on the loopback interface as a Prometheus with rules does (`/api/v1/…`, `/federate`, `/-/ready`),
 * and as a target that a real one can scrape (`/metrics`). Rules cost nothing until they are asked for.
 */
export async function startPrometheusServer(
  options: PrometheusServerOptions,
): Promise<PrometheusServer> {
  const { telemetry, nowMs, port, onUnexpected } = options;
  const startedAtMs = nowMs();
  const floor = new CounterFloor();
  const scraped = createTelemetrySource({ telemetry, nowMs });
  const rules = createRuleEngine({
    groups: defaultRuleGroups(),
    source: scraped,
    originMs: startedAtMs - RULES_IN_FORCE_MS,
    // Solved anew when incidents change, which may lie in the past.
    pastVersion: () => telemetry().traffic,
  });
  const view: PrometheusView = {
    rules,
    labels: createLabelCatalogue({ scraped, rules, nowMs }),
    metadata: () =>
      telemetry()
        .families()
        .map(({ name, type, help }) => ({ name, type, help, unit: '' })),
    targets: () => scrapeTargetsAt(telemetry(), nowMs()),
  };
  /** One scrape after the other, as they share what was told before. */
  let exposed = Promise.resolve();
  function* exposition(response: ServerResponse): Pausable<void> {
    response.writeHead(200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    });
    for (const text of writeExposition(telemetry(), nowMs(), floor)) {
      response.write(text);
      yield;
    }
    response.end();
  }
  const server = await listenAsPrometheus({
    port,
    onUnexpected,
    api: {
      source: rules.source,
      catalogue: rules.catalogue,
      labels: view.labels,
      metadata: view.metadata,
      targets: view.targets,
      rules: kind => rules.reportPausing(nowMs(), kind),
      alertmanagers: () => [options.alertmanagerUrl?.() ?? []].flat(),
      config: prometheusConfigText(),
      startedAtMs,
      nowMs,
      elapsedMs: () => performance.now(),
    },
    handle: ({ url = '/' }, response) => {
      const isMetrics =
        new URL(url, 'http://localhost').pathname === '/metrics';
      if (isMetrics) {
        const isWanted = () => !response.destroyed;
        exposed = exposed
          .then(() => runInTurns(exposition(response), { isWanted }))
          .catch(onUnexpected);
      }
      return isMetrics;
    },
  });
  return { ...view, ...server };
}
