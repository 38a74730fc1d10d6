import { createTelemetry } from '../createTelemetry';
import { HOUR_MS, shopWorld } from '../testing/shopWorld';
import { STATEMENT_FAMILIES } from './statementFamilies';

const world = shopWorld();
const [someday] = [world.startMs + 24 * HOUR_MS];
const telemetry = createTelemetry(
  {
    ...world,
    statements: [
      {
        family: 'kube_job_status_active',
        labels: { namespace: 'shop', job_name: 'report' },
        steps: [
          { atMs: someday, value: 1 },
          { atMs: someday + HOUR_MS, value: 0 },
          { atMs: someday + 2 * HOUR_MS, value: NaN },
        ],
      },
      {
        family: 'argocd_app_info',
        labels: { name: 'cart' },
        steps: [{ atMs: 0, value: 1 }],
        deletedAtMs: someday,
      },
    ],
  },
  { seed: 1 },
);
const sampled = (name: string, ...timesMs: number[]) =>
  telemetry
    .series(name)
    .map(series => [...series.sample(Float64Array.from(timesMs))]);

describe('STATEMENT_FAMILIES', () => {
  it('have the values that were stated, from when they were until they were not', () => {
    expect(
      sampled(
        'kube_job_status_active',
        someday - 1,
        someday,
        someday + 1.5 * HOUR_MS,
        someday + 3 * HOUR_MS,
      ),
    ).toEqual([[NaN, 1, 0, NaN]]);
    expect(
      sampled('argocd_app_info', world.startMs - 1, someday - 1, someday),
    ).toEqual([[NaN, 1, NaN]]);
  });

  it('carry the labels of those who state them', () => {
    expect(telemetry.series('kube_job_status_active')[0].labels).toMatchObject({
      job: 'kube-state-metrics',
      job_name: 'report',
    });
    expect(telemetry.series('argocd_app_info')[0].labels).toMatchObject({
      job: 'argocd-metrics',
    });
  });

  it('are empty where nothing is stated', () => {
    const silent = createTelemetry(world, { seed: 1 });
    expect(
      STATEMENT_FAMILIES.flatMap(({ name }) => silent.series(name)),
    ).toEqual([]);
  });
});
