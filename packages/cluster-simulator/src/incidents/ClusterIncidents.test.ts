import { createManualClock } from '../clock/createManualClock';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { seedCluster } from '../fleet/seedCluster';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import {
  createLivingTelemetry,
  type LivingTelemetry,
} from '../telemetry/createLivingTelemetry';
import { ClusterIncidents } from './ClusterIncidents';
import type { NewIncident } from './parseIncident';

const MINUTE_MS = 60_000;

describe('ClusterIncidents', () => {
  const clock = createManualClock();
  let living: LivingTelemetry;
  let incidents: ClusterIncidents;
  const leak: NewIncident = {
    kind: 'memory-leak',
    target: { kind: 'Service', namespace: 'shop', name: 'cart' },
    intensity: 1,
  };

  beforeAll(() => {
    const store = createClusterStore({ clock, random: createRandom('store') });
    const [cluster] = CLUSTERS.filter(({ name }) => name === 'edge');
    seedCluster({
      store,
      cluster,
      seed: 1,
      extraPods: 0,
      rootCertificate: 'certificate',
    });
    living = createLivingTelemetry({
      store: createTypedStore(store),
      clock,
      seed: 1,
      cluster: cluster.name,
    });
  });
  beforeEach(() => {
    living.setIncidents([]);
    incidents = new ClusterIncidents(living, () => clock.nowMs());
  });
  afterAll(() => living.dispose());

  it('finds the namespace of the only service of a name', () => {
    const { rootCause } = incidents.start({
      ...leak,
      target: { kind: 'Service', name: 'cart' },
    });
    expect(rootCause).toMatchObject({ namespace: 'shop', name: 'cart' });
    expect(() =>
      incidents.start({ ...leak, target: { kind: 'Service', name: 'nobody' } }),
    ).toThrow('must be the name of a Service of the cluster; got "nobody"');
  });

  it('asks for the namespace where several have a service of a name', () => {
    const namespacesOf = () => ['data', 'shop'];
    const ambiguous = new ClusterIncidents(
      { ...living, now: () => ({ ...living.now(), namespacesOf }) },
      () => clock.nowMs(),
    );
    expect(() =>
      ambiguous.start({ ...leak, target: { kind: 'Service', name: 'cart' } }),
    ).toThrow('target.namespace must be one of data, shop');
    expect(ambiguous.list()).toEqual([]);
  });

  /** How often the containers of the cart were restarted. */
  const restartsAt = (timeMs: number) =>
    Math.max(
      ...living
        .now()
        .series(
          'kube_pod_container_status_restarts_total',
          ({ container }) => container === 'cart',
        )
        .map(series => series.sample(Float64Array.of(timeMs))[0])
        .filter(value => !Number.isNaN(value)),
    );

  it('gives one that began in the past its past', () => {
    const nowMs = clock.nowMs();
    expect(restartsAt(nowMs)).toBe(0);
    const truth = incidents.start({ ...leak, startsInMs: -90 * MINUTE_MS });
    expect(truth).toMatchObject({
      incident: 'memory-leak-1',
      rootCause: leak.target,
      startMs: nowMs - 90 * MINUTE_MS,
    });
    expect(truth.evidence).toContain('container_memory_working_set_bytes');
    expect(restartsAt(nowMs - 90 * MINUTE_MS)).toBe(0);
    expect(restartsAt(nowMs)).toBeGreaterThan(0);
    expect(incidents.list()).toEqual([truth]);
  });

  it('ends one that runs, forgets one that has not begun', () => {
    const running = incidents.start({ ...leak, startsInMs: -MINUTE_MS });
    const later = incidents.start({ ...leak, startsInMs: MINUTE_MS });
    expect(incidents.stop(later.incident)).toBeUndefined();
    expect(incidents.stop(running.incident)).toMatchObject({
      endMs: clock.nowMs(),
    });
    expect(incidents.list()).toHaveLength(1);
  });

  it('refuses what is not there and stays as it was', () => {
    expect(() =>
      incidents.start({ ...leak, target: { ...leak.target, name: 'nope' } }),
    ).toThrow(/nope/);
    expect(incidents.list()).toEqual([]);
    expect(() => incidents.stop('nope')).toThrow('incident "nope" not found');
  });
});
