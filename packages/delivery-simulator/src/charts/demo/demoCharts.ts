import type { ChartFiles } from '../../helm/chart/ChartFiles';
import type { ChartSeed } from '../repository/startChartRepository';
import { paymentsChart } from './paymentsChart';
import { postgresChart } from './postgresChart';
import { redisCacheChart } from './redisCacheChart';
import { storefrontChart } from './storefrontChart';

const dayMs = 86_400_000;

/** The charts of the shop with their past: each version with how many days ago it was made. */
const versions: readonly (readonly [
  daysAgo: number,
  make: () => ChartFiles,
])[] = [
  [71, () => redisCacheChart('0.4.0', '7.2.5')],
  [48, () => postgresChart('1.8.3', '16.6')],
  [40, () => storefrontChart('1.0.0', '3.6.1', false)],
  [33, () => redisCacheChart('0.4.2', '7.4.2')],
  [26, () => paymentsChart('2.1.0', '4.11.0')],
  [21, () => storefrontChart('1.1.0', '3.7.0', false)],
  [13, () => paymentsChart('2.1.1', '4.11.2')],
  [11, () => postgresChart('1.9.0', '17.4')],
  [6, () => storefrontChart('1.2.0', '3.8.0', true)],
  [4, () => paymentsChart('2.2.0', '4.12.0')],
  [2, () => storefrontChart('1.3.0-rc.1', '3.9.0-rc.1', true)],
];

/** What a repository or registry of the demo holds at `nowMs`. */
export function demoCharts(nowMs: number): ChartSeed[] {
  return versions.map(([daysAgo, make]) => ({
    files: make(),
    createdAtMs: nowMs - daysAgo * dayMs,
  }));
}
