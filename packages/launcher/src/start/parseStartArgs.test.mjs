import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { parseStartArgs } from './parseStartArgs.mjs';

describe('parseStartArgs()', () => {
  it('shows the simulated fleet on the usual ports by default', () => {
    assert.deepEqual(parseStartArgs([]), {
      kubeconfig: undefined,
      write: false,
      port: 3000,
      backendPort: 7007,
      pods: undefined,
      seed: undefined,
      quiet: false,
      verbose: false,
      help: false,
    });
  });

  it('reads every option', () => {
    assert.deepEqual(
      parseStartArgs([
        '--kubeconfig',
        'f',
        '--write',
        '--port',
        '4000',
        '--backend-port=4001',
        '--verbose',
      ]),
      {
        kubeconfig: 'f',
        write: true,
        port: 4000,
        backendPort: 4001,
        pods: undefined,
        seed: undefined,
        quiet: false,
        verbose: true,
        help: false,
      },
    );
    assert.equal(
      parseStartArgs(['--pods', '50000', '--seed', 'x']).pods,
      50_000,
    );
  });

  for (const [args, part] of [
    [['--kubeconfg', 'f'], '--kubeconfg'],
    [['--port', '0'], '--port must be a positive whole number, got 0'],
    [['--port', '65536'], '--port must be 1–65535, got 65536'],
    [['--pods', 'many'], '--pods must be a positive whole number, got many'],
    [['--port', '7007'], 'must differ, got 7007'],
    [['--kubeconfig', 'f', '--pods', '10'], '--kubeconfig replaces'],
  ]) {
    it(`refuses ${args.join(' ')} in one sentence`, () => {
      assert.throws(
        () => parseStartArgs(args),
        error =>
          error instanceof LauncherError &&
          error.message.includes(part) &&
          !error.message.includes('\n'),
      );
    });
  }
});
