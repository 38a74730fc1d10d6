import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RecordedGroup } from '../recorded/Recorded';
import { recordedGroups } from '../recorded/recordedGroups';
import { clientsOf } from '../running/scopeOf';
import { commandTable, withCommandTable } from './commandTable';

const group: RecordedGroup = {
  kind: 'commands',
  name: 'reading',
  about: 'Reads.',
  clients: ['kubectl 1.32', 'kubectl 1.35'],
  steps: ({ namespace }) => [
    { run: `kubectl get pods -n ${namespace}` },
    { run: "kubectl exec web -- sh -c 'a | b'", stdin: 'x', code: 3 },
  ],
};

describe('commandTable()', () => {
  it('has a row a group, with clients, input and exit codes', () => {
    expect(commandTable([group])).toBe(
      [
        '2 commands, 4 with each client that runs them.',
        '',
        '| group | commands, in order |',
        '| --- | --- |',
        "| **reading**<br>Reads.<br>kubectl 1.32, kubectl 1.35 | `kubectl get pods -n NAMESPACE`<br>`kubectl exec web -- sh -c 'a \\| b' <<<… → exit 3` |",
      ].join('\n'),
    );
  });

  it('is in the README as it is (npm run test:clients -- --readme)', () => {
    const readme = readFileSync(
      path.join(__dirname, '../../README.md'),
      'utf8',
    );
    expect(readme).toBe(withCommandTable(readme, commandTable()));
  });
});

describe('recordedGroups', () => {
  it('have names of their own', () => {
    const names = recordedGroups.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  });

  it('use every client', () => {
    expect([...new Set(recordedGroups.flatMap(clientsOf))].sort()).toEqual([
      'client-node',
      'helm 4',
      'kubectl 1.32',
      'kubectl 1.35',
      'kubernetes-mcp-server',
    ]);
  });
});
