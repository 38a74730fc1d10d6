import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Signs in twice in a Node process of its own: the library is ESM only, and jest cannot `import()` it without flags that change
 * how every other module loads.
 */
async function signInTwice(name: string, config: Record<string, unknown>) {
  const script = `
    const { authProviderCredential } = require(${JSON.stringify(
      resolve(__dirname, 'authProviderCredential.ts'),
    )});
    let nowMs = Date.now();
    const source = authProviderCredential(
      { name: 'u', authProvider: ${JSON.stringify({ name, config })} },
      { nowMs: () => nowMs, sleep: async () => {} },
    );
    const signIn = () =>
      source.current(undefined, new AbortController().signal).then(
        ({ headers }) => headers.authorization,
        error => 'failed: ' + error.message,
      );
    (async () => {
      const first = await signIn();
      nowMs += 10 * 60_000;
      console.log(JSON.stringify([first, await signIn()]));
    })();`;
  const { stdout } = await run(process.execPath, [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    '--eval',
    script,
  ]);
  return JSON.parse(stdout);
}

function jwt(name: string, expiresAtSeconds: number): string {
  const part = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({
    sub: name,
    exp: expiresAtSeconds,
  })}.sig`;
}

const nowSeconds = Math.floor(Date.now() / 1000);

describe('authProviderCredential()', () => {
  it('signs in by client-node with an OIDC token that is valid', async () => {
    const token = jwt('jane', nowSeconds + 3_600);
    expect(await signInTwice('oidc', { 'id-token': token })).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}`,
    ]);
  }, 60_000);

  it('names the provider that gives no token, without what it was given', async () => {
    const expired = jwt('jane', nowSeconds - 60);
    const words = 'failed: auth provider "oidc": it gave no token';
    expect(await signInTwice('oidc', { 'id-token': expired })).toEqual([
      words,
      words,
    ]);
  }, 60_000);

  it('contacts nobody to sign in with a token that is valid', async () => {
    let contacts = 0;
    const issuer = createServer((_, response) => {
      contacts++;
      response.end();
    });
    await new Promise<void>(done => {
      issuer.listen(0, '127.0.0.1', done);
    });
    const { port } = issuer.address() as AddressInfo;
    await signInTwice('oidc', {
      'id-token': jwt('jane', nowSeconds + 3_600),
      'idp-issuer-url': `http://127.0.0.1:${port}`,
      'client-id': 'orrery',
      'refresh-token': 'r',
    });
    expect(contacts).toBe(0);
    await new Promise(done => {
      issuer.close(done);
    });
  }, 60_000);
});
