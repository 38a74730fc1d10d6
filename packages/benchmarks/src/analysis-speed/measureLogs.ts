import { createTemplateMiner } from '@orrery/analysis';
import type { SpeedRow } from './SpeedRow';

const lineCount = 400_000;
const warmUpLines = 50_000;
const stepMs = 5;

/** Throughput and memory of the log template miner on generated lines of 40 statements, one thread, processor time. */
export function measureLogs(): readonly SpeedRow[] {
  const lines = generateLines(lineCount);
  const characters = lines.reduce((sum, line) => sum + line.length, 0);
  const warmUp = createTemplateMiner();
  for (const line of lines.slice(0, warmUpLines)) warmUp.add(line);

  const miner = createTemplateMiner();
  const start = process.cpuUsage();
  for (const [i, line] of lines.entries()) miner.add(line, i * stepMs);
  const { user, system } = process.cpuUsage(start);
  const linesPerSecond = lineCount / ((user + system) / 1e6);
  const stateBytes = JSON.stringify(miner.state()).length;

  return [
    {
      what: `log templates: lines of ${Math.round(
        characters / lineCount,
      )} characters, one thread`,
      value: `${Math.round(linesPerSecond).toLocaleString('en')} lines/s`,
      target: '≥ 150,000 lines/s',
    },
    {
      what: `log templates: state of ${miner.templates().length} templates`,
      value: `${(stateBytes / 1024).toFixed(0)} KB`,
      target: '≤ 10,000 templates',
    },
  ];
}

/** Lines of 40 statements with 3 variables each, the frequent ones far more often than the rare; the same in every run. */
function generateLines(count: number): string[] {
  let seed = 20_240_501;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(random() * limit);
  const variables: (() => string)[] = [
    () => String(below(100_000)),
    () => `10.${below(256)}.${below(256)}.${below(256)}:${below(65_536)}`,
    () => `/var/lib/app/${below(1000)}/part-${below(100_000)}`,
    () => `0x${below(2 ** 31).toString(16)}`,
    () => `${below(1000)}.${below(100)} ms`,
    () => `web-${below(2 ** 31).toString(16)}-x${below(10)}k${below(10)}z`,
    () => `id=${below(2 ** 31)}`,
  ];
  const words =
    'request served connection accepted closed by peer volume attached lease renewed probe failed for container image pulled'.split(
      ' ',
    );
  const statements = Array.from({ length: 40 }, (_, number) => ({
    words: Array.from({ length: 7 }, () => words[below(words.length)]),
    name: `component-${'abcdefghij'[number % 10]}${'klmn'[number % 4]}`,
    slots: [below(7), below(7), below(7)],
  }));
  const lines = Array.from({ length: count }, () => {
    const {
      words: text,
      name,
      slots,
    } = statements[Math.floor(random() ** 3 * statements.length)];
    const [first, second, third] = slots.map(slot => variables[slot]());
    return `${name} ${text.slice(0, 3).join(' ')} ${first} ${text
      .slice(3, 5)
      .join(' ')} ${second} ${text.slice(5).join(' ')} ${third}`;
  });
  // As if read from a file: a text put together from pieces is slow to read for the first time.
  return lines.join('\n').split('\n');
}
