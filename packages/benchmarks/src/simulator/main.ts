import { fork } from 'node:child_process';
import type { FleetReport } from './FleetReport';

/** Pods asked for, and what the start may cost on two cores. */
const SIZES = [
  { pods: 1_200, targetSeconds: 3, targetMegabytes: 350 },
  { pods: 10_000 },
  { pods: 50_000, targetSeconds: 15, targetMegabytes: 1_536 },
];

/** A range query over 24 h and 1 000 series. */
const RANGE_TARGET_MS = 1_500;

/** A process of its own, so that memory is that of one fleet. */
function measure(pods: number): Promise<FleetReport> {
  const child = fork(require.resolve('./child'), [String(pods)]);
  return new Promise((resolve, reject) => {
    child.on('message', (message: object) => {
      if ('answer' in message) resolve(message.answer as FleetReport);
    });
    child.once('exit', code =>
      reject(new Error(`the fleet of ${pods} pods ended with code ${code}`)),
    );
  });
}

async function main(): Promise<void> {
  console.log(
    '| pods | start | processor | memory | LIST | watch | 24 h range query |\n|---|---|---|---|---|---|---|',
  );
  for (const { pods, targetSeconds, targetMegabytes } of SIZES) {
    const report = await measure(pods);
    const target = (value: number | undefined, unit: string) =>
      value === undefined ? '' : ` (≤ ${value} ${unit})`;
    console.log(
      `| ${report.pods} | ${(report.startMs / 1000).toFixed(1)} s${target(
        targetSeconds,
        's',
      )} | ${(report.startCpuMs / 1000).toFixed(1)} s | ${Math.round(
        report.rssBytes / 1_048_576,
      )} MB${target(targetMegabytes, 'MB')} | ${Math.round(
        report.listPodsPerSecond,
      )} pods/s | ${Math.round(
        report.watchEventsPerSecond,
      )} events/s | ${Math.round(report.rangeMs)} ms, ${
        report.rangeSeries
      } series, ${Math.round(
        (report.rangeMs / report.rangeSeries) * 1_000,
      )} ms for 1 000 (≤ ${RANGE_TARGET_MS} ms) |`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
