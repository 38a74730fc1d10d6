import type { RecordedCommand } from '../recorded/Recorded';
import { runCommand } from './runCommand';

const run = (code: string, more: Partial<RecordedCommand> = {}) =>
  runCommand(
    { run: `node -e '${code}'`, ...more },
    {
      programs: { node: process.execPath },
      folder: __dirname,
      env: { GREETING: 'hello' },
    },
  );

describe('runCommand()', () => {
  it('says nothing when code and output are as recorded', async () => {
    expect(
      await run('console.log(process.env.GREETING); process.exit(3)', {
        code: 3,
        stdout: 'hello',
      }),
    ).toBeUndefined();
  });

  it('tells a wrong exit code, with what was printed', async () => {
    expect(await run('console.log("why")')).toBeUndefined();
    expect(await run('console.log("why"); process.exit(1)')).toBe(
      'exit code 1, wanted 0\nstdout was:\nwhy\n',
    );
  });

  it('wants nothing on stderr unless it is recorded', async () => {
    expect(await run('console.error("Warning")')).toContain(
      'stderr: wanted:\n    \ngot:\n    Warning',
    );
    expect(
      await run('console.error("Warning")', { stderr: 'Warning' }),
    ).toBeUndefined();
  });

  it('hands over the input', async () => {
    expect(
      await run('process.stdin.pipe(process.stdout)', {
        stdin: 'typed',
        stdout: 'typed',
      }),
    ).toBeUndefined();
  });

  it('stops what would not end once its output matches', async () => {
    expect(
      await run('setInterval(() => console.log("tick"), 5)', {
        until: /tick\ntick/,
      }),
    ).toBeUndefined();
  });

  it('tells when it ended before its output matched', async () => {
    expect(await run('console.log("tick")', { until: /tock/ })).toContain(
      'ended before its output matched /tock/',
    );
  });

  it('ends what takes too long, and tells so', async () => {
    expect(
      await run('setInterval(() => {}, 1000)', { timeoutSeconds: 0.2 }),
    ).toContain('did not end within 0.2 s');
  });

  it('does something meanwhile, and tells when that fails', async () => {
    const waiting = 'console.log("at 7"); setInterval(() => {}, 1000)';
    expect(
      await run(waiting, {
        meanwhile: { when: /at (\d)/, run: 'node -e process.exit($1-7)' },
        until: /at/,
      }),
    ).toBeUndefined();
    expect(
      await run(waiting, {
        meanwhile: { when: /at (\d)/, run: 'node -e process.exit($1-5)' },
        until: /at never/,
      }),
    ).toContain('exit code 2, wanted 0');
  });

  it('tells of a program that is missing', async () => {
    expect(
      await runCommand(
        { run: 'no-such-program' },
        { programs: {}, folder: __dirname, env: {} },
      ),
    ).toContain('ENOENT');
  });
});
