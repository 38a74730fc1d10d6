import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterAuth, KubeconfigUser } from '../cluster/ClusterEntry';
import { createTestClock } from '../__testUtils__/createTestClock';
import { createCredentialSource } from './createCredentialSource';

describe('createCredentialSource()', () => {
  const clock = createTestClock();
  const { signal } = new AbortController();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-credentials-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const sourceOf = (auth: ClusterAuth) =>
    createCredentialSource({ name: 'c', url: 'https://k8s', auth }, { clock });
  const ofUser = (user: Omit<KubeconfigUser, 'name'>) =>
    sourceOf({ kind: 'kubeconfig', user: { name: 'u', ...user } }).current(
      undefined,
      signal,
    );
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each<[string, Omit<KubeconfigUser, 'name'>, object]>([
    ['a token', { token: 't' }, { headers: { authorization: 'Bearer t' } }],
    [
      'a password',
      { username: 'jane', password: 'p' },
      { headers: { authorization: `Basic ${base64('jane:p')}` } },
    ],
    [
      'a client certificate',
      { certData: base64('CERT'), keyData: base64('KEY') },
      { headers: {}, cert: 'CERT', key: 'KEY' },
    ],
    [
      'impersonation with groups, uid and extra',
      {
        token: 't',
        impersonate: {
          user: 'robot',
          groups: ['g'],
          uid: '7',
          extra: { k: ['v'] },
        },
      },
      {
        headers: {
          authorization: 'Bearer t',
          'impersonate-user': 'robot',
          'impersonate-group': ['g'],
          'impersonate-uid': '7',
          'impersonate-extra-k': ['v'],
        },
      },
    ],
    ['nothing at all', {}, { headers: {} }],
  ])('signs in with %s', async (_, user, expected) => {
    expect(await ofUser(user)).toEqual(expected);
  });

  it('reads certificate and key files', async () => {
    const certFile = join(folder, 'cert.pem');
    const keyFile = join(folder, 'key.pem');
    await writeFile(certFile, 'CERT');
    await writeFile(keyFile, 'KEY');
    expect(await ofUser({ certFile, keyFile })).toEqual({
      headers: {},
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it('prefers the token file, which rotates, to a token', async () => {
    const tokenFile = join(folder, 'both');
    await writeFile(tokenFile, 'from-file\n');
    expect(await ofUser({ token: 'fixed', tokenFile })).toEqual({
      headers: { authorization: 'Bearer from-file' },
    });
  });

  it('reads a token file again when it changes, and not otherwise', async () => {
    const file = join(folder, 'token');
    await writeFile(file, 'one');
    const source = sourceOf({ kind: 'tokenFile', file });
    const authorization = async () =>
      (await source.current(undefined, signal)).headers.authorization;
    expect(await authorization()).toBe('Bearer one');
    await writeFile(file, 'two');
    await utimes(file, 2_000, 2_000);
    expect(await authorization()).toBe('Bearer two');
    // Same size and time: what is kept is still used.
    await writeFile(file, 'six');
    await utimes(file, 2_000, 2_000);
    expect(await authorization()).toBe('Bearer two');
    source.invalidate();
    expect(await authorization()).toBe('Bearer six');
  });

  it.each([
    ['missing', undefined, 'cannot read the token file'],
    ['empty', ' \n', 'is empty'],
  ])('says that a token file is %s', async (name, content, words) => {
    const file = join(folder, `token-${name}`);
    if (content !== undefined) await writeFile(file, content);
    const source = sourceOf({ kind: 'tokenFile', file });
    await expect(source.current(undefined, signal)).rejects.toThrow(words);
  });

  it('names what is not supported', async () => {
    const source = sourceOf({
      kind: 'unsupported',
      reason: "authProvider 'aws' is not supported yet",
    });
    await expect(source.current(undefined, signal)).rejects.toMatchObject({
      code: 'unsupported',
      message: "cluster c: authProvider 'aws' is not supported yet",
    });
  });

  it("takes each viewer's own token, and refuses a call without one", async () => {
    const source = sourceOf({ kind: 'viewer', provider: 'oidc.okta' });
    expect(await source.current({ token: 'jane' }, signal)).toEqual({
      headers: { authorization: 'Bearer jane' },
    });
    await expect(source.current(undefined, signal)).rejects.toThrow(
      "needs the signed-in user's token of oidc.okta",
    );
  });
});
