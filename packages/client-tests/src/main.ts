import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '@orrery/cluster-simulator';
import { findPrograms } from './clients/findPrograms';
import { recordedGroups } from './recorded/recordedGroups';
import { commandTable, withCommandTable } from './report/commandTable';
import { Tally } from './report/Tally';
import { runGroups } from './running/runGroups';

/** Of this package, in whose folder the launcher runs it. */
const README = path.resolve('README.md');

/** `--readme` writes the table of commands; else names of groups, all where there are none. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--readme')) {
    const readme = readFileSync(README, 'utf8');
    writeFileSync(README, withCommandTable(readme, commandTable()));
    return 0;
  }
  const unknown = args.filter(
    name => !recordedGroups.some(group => group.name === name),
  );
  if (unknown.length > 0) {
    const names = recordedGroups.map(({ name }) => name).join(', ');
    console.error(`no group ${unknown.join(', ')}; there are ${names}`);
    return 1;
  }
  const tally = new Tally({
    isMissingAFailure: process.env.CI === 'true',
    log: line => console.log(line),
  });
  process.on('uncaughtException', error => tally.addError(error, 'uncaught'));
  const programs = await findPrograms();
  const simulator = await startSimulator({
    clusters: ['edge', 'prod-us', 'prod-eu'],
    quiet: true,
    delivery: true,
    onError: (error, subject) => tally.addError(error, `simulator, ${subject}`),
  });
  try {
    await runGroups(
      recordedGroups.filter(
        ({ name }) => args.length === 0 || args.includes(name),
      ),
      simulator,
      programs,
      run => tally.add(run),
    );
  } finally {
    await simulator.stop();
  }
  console.log(tally.summary());
  return tally.hasFailed ? 1 : 0;
}

main(process.argv.slice(2)).then(
  // A client library may leave a socket or a timer behind.
  code => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
