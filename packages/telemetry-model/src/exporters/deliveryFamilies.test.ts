import { createTelemetry } from '../createTelemetry';
import { HOUR_MS, shopWorld } from '../testing/shopWorld';

const world = shopWorld();
const startMs = world.startMs + HOUR_MS;
const telemetry = createTelemetry(
  {
    ...world,
    statements: [
      {
        family: 'rollout_info',
        labels: { name: 'cart', phase: 'Paused' },
        steps: [{ atMs: startMs, value: 1 }],
      },
      {
        family: 'gotk_reconcile_duration_seconds',
        labels: { kind: 'Kustomization', name: 'shop' },
        steps: [
          { atMs: startMs, value: 600 },
          { atMs: startMs + HOUR_MS, value: NaN },
          { atMs: startMs + 3 * HOUR_MS, value: 60 },
        ],
      },
    ],
  },
  { seed: 1 },
);
const sampled = (name: string, ...hours: number[]) =>
  telemetry
    .series(name)
    .map(series => [
      ...series.sample(
        Float64Array.from(hours.map(each => startMs + each * HOUR_MS)),
      ),
    ]);

describe('DELIVERY_FAMILIES', () => {
  it('say what Argo Rollouts says, from where it is scraped', () => {
    expect(telemetry.series('rollout_info')[0].labels).toMatchObject({
      job: 'argo-rollouts-metrics',
      phase: 'Paused',
    });
    expect(sampled('rollout_info', -0.5, 1)).toEqual([[NaN, 1]]);
  });

  it('count a reconciliation each interval, but none while it is suspended', () => {
    expect(
      sampled('gotk_reconcile_duration_seconds_count', 0, 0.5, 2, 3.5),
    ).toEqual([[1, 4, 7, 38]]);
  });

  it('put reconciliations into the buckets of Flux, none of which ever falls', () => {
    const buckets = telemetry.series('gotk_reconcile_duration_seconds_bucket');
    expect(buckets.map(({ labels }) => labels.le)).toEqual([
      ...['1e-08', '1e-07', '1e-06', '1e-05', '0.0001', '0.001', '0.01'],
      ...['0.1', '1', '10', '+Inf'],
    ]);
    const last = sampled('gotk_reconcile_duration_seconds_bucket', 4).flat();
    expect(last).toEqual([...last].sort((a, b) => a - b));
    expect(last[10]).toBe(68);
    const [sum] = sampled('gotk_reconcile_duration_seconds_sum', 4).flat();
    expect(sum / 68).toBeGreaterThan(1.4);
  });
});
