import { createTelemetry, type Telemetry } from '../createTelemetry';
import {
  EVERY_INCIDENT,
  HOUR_MS,
  incident,
  shopWorld,
} from '../testing/shopWorld';
import { TelemetryError } from '../TelemetryError';
import { sampleNamesOf } from '../series/Series';
import type { IncidentKind } from './Incident';

const calm = createTelemetry(shopWorld(), { seed: 1 });
const ofKind = (kind: IncidentKind) => {
  const [given] = EVERY_INCIDENT.filter(each => each.kind === kind);
  return {
    given,
    telemetry: createTelemetry(shopWorld({ incidents: [given] }), { seed: 1 }),
  };
};

/** Samples of a family, by labels, at a moment. */
function samplesOf(
  telemetry: Telemetry,
  family: string,
  atMs: number,
): Map<string, number> {
  const found = telemetry.families().find(each => each.name === family);
  const names = found ? sampleNamesOf(found) : [];
  return new Map(
    names.flatMap(name =>
      telemetry
        .series(name)
        .map(
          series =>
            [
              name + JSON.stringify(series.labels),
              series.sample(Float64Array.of(atMs))[0],
            ] as const,
        )
        .filter(([, value]) => !Number.isNaN(value)),
    ),
  );
}

/** Who is worse off besides the root cause, by kind. */
const AFFECTED: Readonly<Record<IncidentKind, readonly string[]>> = {
  'slow-database': ['data/payments-db', 'shop/payments', 'shop/web'],
  'memory-leak': ['shop/cart'],
  'bad-image': [],
  'bad-config': ['shop/cart', 'shop/web'],
  'cpu-throttling': ['shop/payments'],
  'node-not-ready': [],
  'zone-network-loss': ['shop/web'],
  'disk-filling': ['data/payments-db', 'shop/payments', 'shop/web'],
  'certificate-expiry': ['shop/web'],
  'retry-storm': ['shop/payments', 'shop/web'],
  'dns-failure': ['kube-system/coredns', 'shop/web'],
  'noisy-neighbour': [],
  'external-outage': ['internet/card-network', 'shop/payments', 'shop/web'],
  'traffic-spike': ['shop/web', 'shop/cart', 'shop/payments', 'data/redis'],
  'manual-drift': [],
};

describe('Telemetry.groundTruths()', () => {
  it.each(EVERY_INCIDENT.map(each => each.kind))(
    'names the root cause and whom %s affects',
    kind => {
      const { given, telemetry } = ofKind(kind);
      const [truth] = telemetry.groundTruths();
      expect(truth).toMatchObject({
        rootCause: given.target,
        startMs: given.startMs,
        kind,
      });
      expect(truth.affectedServices).toEqual(
        expect.arrayContaining([...AFFECTED[kind]]),
      );
    },
  );

  it.each(EVERY_INCIDENT.map(each => each.kind))(
    'lets %s show in its plainest evidence, and only after its start',
    kind => {
      const { given, telemetry } = ofKind(kind);
      const [truth] = telemetry.groundTruths();
      // Some show elsewhere in this small cluster, which has no certificate manager and no autoscaler.
      const [plainest] = truth.evidence.filter(
        name =>
          samplesOf(calm, name, given.startMs).size > 0 ||
          name.includes('reason') ||
          name.includes('oom'),
      );
      expect(samplesOf(telemetry, plainest, given.startMs - HOUR_MS)).toEqual(
        samplesOf(calm, plainest, given.startMs - HOUR_MS),
      );
      const laterMs = given.startMs + 2 * HOUR_MS;
      expect(samplesOf(telemetry, plainest, laterMs)).not.toEqual(
        samplesOf(calm, plainest, laterMs),
      );
    },
  );

  it('names families that exist', () => {
    const families = new Set(calm.families().map(family => family.name));
    const named = EVERY_INCIDENT.flatMap(
      each => ofKind(each.kind).telemetry.groundTruths()[0].evidence,
    );
    expect(named.filter(name => !families.has(name))).toEqual([]);
  });

  it('lets services recover after the end', () => {
    const [given] = EVERY_INCIDENT;
    const endMs = given.startMs + HOUR_MS;
    const over = createTelemetry(
      shopWorld({ incidents: [{ ...given, endMs }] }),
      { seed: 1 },
    );
    const state = (telemetry: Telemetry, atMs: number) =>
      telemetry.serviceState('shop/payments', atMs);
    expect(state(over, endMs - 1)?.latencyMs).toBeGreaterThan(
      3 * (state(calm, endMs - 1)?.latencyMs ?? 0),
    );
    expect(state(over, endMs + HOUR_MS)?.latencyMs).toBeCloseTo(
      state(calm, endMs + HOUR_MS)?.latencyMs ?? 0,
      3,
    );
  });

  it('opens the circuit breaker in a retry storm', () => {
    const { given, telemetry } = ofKind('retry-storm');
    const openAt = (atMs: number) =>
      telemetry
        .series('envoy_cluster_circuit_breakers_default_rq_open')
        .map(series => series.sample(Float64Array.of(atMs))[0]);
    expect(openAt(given.startMs - 1)).toEqual([0]);
    expect(openAt(given.startMs + HOUR_MS)).toEqual([1]);
  });

  it('refuses an incident of what is not there', () => {
    const nobody = incident('slow-database', {
      kind: 'Service',
      namespace: 'data',
      name: 'nobody',
    });
    const make = () =>
      createTelemetry(shopWorld({ incidents: [nobody] }), { seed: 1 });
    expect(make).toThrow(TelemetryError);
    expect(make).toThrow('incident slow-database: no service data/nobody');
  });
});
