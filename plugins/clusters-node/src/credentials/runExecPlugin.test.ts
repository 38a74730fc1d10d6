import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecPlugin } from '../cluster/ClusterEntry';
import { runExecPlugin } from './runExecPlugin';

const token = 'exec-token-0123456789abcdefghij';

describe('runExecPlugin()', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-exec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A plugin that is a Node script. */
  async function plugin(
    name: string,
    script: string,
    options: Partial<ExecPlugin> = {},
  ): Promise<ExecPlugin> {
    const file = join(folder, `${name}.cjs`);
    await writeFile(file, script);
    return {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [file],
      env: [],
      provideClusterInfo: false,
      ...options,
    };
  }

  const print = (value: unknown) =>
    `console.log(${JSON.stringify(JSON.stringify(value))})`;

  const run = (exec: ExecPlugin, timeoutMs = 20_000) =>
    runExecPlugin(exec, { timeoutMs, cluster: { server: 'https://k8s' } });

  it('reads a token and its expiry', async () => {
    const exec = await plugin(
      'token',
      print({
        kind: 'ExecCredential',
        status: { token, expirationTimestamp: '2026-01-01T00:00:00Z' },
      }),
    );
    expect(await run(exec)).toEqual({
      credential: { headers: { authorization: `Bearer ${token}` } },
      expiresAtMs: Date.parse('2026-01-01T00:00:00Z'),
    });
  });

  it('reads a client certificate without expiry', async () => {
    const exec = await plugin(
      'certificate',
      print({
        kind: 'ExecCredential',
        status: { clientCertificateData: 'CERT', clientKeyData: 'KEY' },
      }),
    );
    expect(await run(exec)).toEqual({
      credential: { headers: {}, cert: 'CERT', key: 'KEY' },
      expiresAtMs: undefined,
    });
  });

  it.each([true, false])(
    'tells the plugin its environment, provideClusterInfo %s',
    async provideClusterInfo => {
      const exec = await plugin(
        'environment',
        `const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
         console.log(JSON.stringify({ kind: 'ExecCredential', status: {
           token: JSON.stringify([process.env.PROFILE, info]) } }))`,
        { provideClusterInfo, env: [{ name: 'PROFILE', value: 'dev' }] },
      );
      const { credential } = await run(exec);
      const [, said] = String(credential.headers.authorization).split(
        'Bearer ',
      );
      expect(JSON.parse(said)).toEqual([
        'dev',
        {
          apiVersion: 'client.authentication.k8s.io/v1',
          kind: 'ExecCredential',
          spec: {
            interactive: false,
            ...(provideClusterInfo && { cluster: { server: 'https://k8s' } }),
          },
        },
      ]);
    },
  );

  it.each([
    [
      'prints no JSON',
      `console.log('oops ${token}')`,
      'its output is not JSON',
    ],
    ['prints another kind', print({ kind: 'Pod' }), 'not an ExecCredential'],
    [
      'prints neither token nor certificate',
      print({ kind: 'ExecCredential', status: { clientCertificateData: 'C' } }),
      'neither a token nor a certificate',
    ],
    [
      'prints a broken expiry',
      print({
        kind: 'ExecCredential',
        status: { token, expirationTimestamp: 'soon' },
      }),
      'expirationTimestamp is not a time',
    ],
    [
      'fails',
      `console.error('login first, not with ${token}'); process.exit(3)`,
      'exit code 3: login first, not with ***',
    ],
  ])(
    'names a plugin that %s, without its secrets',
    async (name, script, words) => {
      const exec = await plugin(name.replaceAll(' ', '-'), script);
      const failure = await run(exec).catch((error: Error) => error.message);
      expect(failure).toContain(`exec plugin "${process.execPath}": `);
      expect(failure).toContain(words);
      expect(failure).not.toContain(token);
    },
  );

  it('kills a plugin that does not end', async () => {
    const exec = await plugin('endless', 'setInterval(() => {}, 1000)');
    await expect(run(exec, 300)).rejects.toThrow(
      'it did not end within 300 ms',
    );
  });

  it('kills a plugin that writes without end', async () => {
    const exec = await plugin(
      'flood',
      `const more = () => process.stdout.write('x'.repeat(65536), more); more();`,
    );
    await expect(run(exec)).rejects.toThrow('more than 1048576 bytes');
  });

  it('passes the install hint on when the command is missing', async () => {
    const exec = await plugin('missing', '', {
      command: join(folder, 'no-such-command'),
      installHint: 'Install it from your platform team.',
    });
    await expect(run(exec)).rejects.toThrow(
      'the command is not installed. Install it from your platform team.',
    );
  });
});
