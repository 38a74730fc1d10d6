import { measureAnomaly } from './measureAnomaly';
import { measureForecast } from './measureForecast';
import { measureLogs } from './measureLogs';
import { measureRca } from './measureRca';
import type { SpeedRow } from './SpeedRow';

const rows: readonly SpeedRow[] = [
  measureAnomaly,
  measureLogs,
  measureRca,
  measureForecast,
].flatMap(measure => {
  global.gc?.();
  return measure();
});

console.log('| what | measured | target |\n|---|---|---|');
for (const { what, value, target } of rows)
  console.log(`| ${what} | ${value} | ${target} |`);
