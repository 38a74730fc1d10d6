import { createTestClock } from '../__testUtils__/createTestClock';
import { bearer, type Credential } from './CredentialSource';
import { ExpiringCredential } from './ExpiringCredential';

interface SignIn {
  resolve(result: { credential: Credential; expiresAtMs?: number }): void;
  reject(error: Error): void;
}

describe('ExpiringCredential', () => {
  const { signal } = new AbortController();
  const clock = createTestClock(0);
  let signIns: SignIn[];
  let source: ExpiringCredential;

  beforeEach(() => {
    signIns = [];
    source = new ExpiringCredential({
      clock,
      signIn: () =>
        new Promise((resolve, reject) => {
          signIns.push({ resolve, reject });
        }),
    });
  });

  const current = () => source.current(undefined, signal);

  it('signs in once for all who ask at the same time', async () => {
    const all = Promise.all([current(), current(), current()]);
    signIns[0].resolve({ credential: bearer('a') });
    expect(await all).toEqual([bearer('a'), bearer('a'), bearer('a')]);
    expect(signIns).toHaveLength(1);
  });

  it('keeps a credential until 60 s before it expires', async () => {
    const first = current();
    signIns[0].resolve({
      credential: bearer('a'),
      expiresAtMs: clock.nowMs() + 100_000,
    });
    await first;
    clock.advance(39_999);
    expect(await current()).toEqual(bearer('a'));
    clock.advance(1);
    const renewed = current();
    expect(signIns).toHaveLength(2);
    signIns[1].resolve({ credential: bearer('b') });
    expect(await renewed).toEqual(bearer('b'));
  });

  it('keeps a credential without expiry until it is refused', async () => {
    const first = current();
    signIns[0].resolve({ credential: bearer('a') });
    await first;
    clock.advance(1e9);
    expect(await current()).toEqual(bearer('a'));
    source.invalidate();
    const renewed = current();
    signIns[1].resolve({ credential: bearer('b') });
    expect(await renewed).toEqual(bearer('b'));
  });

  it('does not keep what a sign-in brings that began before the refusal', async () => {
    const before = current();
    source.invalidate();
    const after = current();
    signIns[0].resolve({ credential: bearer('old') });
    await before;
    signIns[1].resolve({ credential: bearer('new') });
    expect(await after).toEqual(bearer('new'));
    expect(await current()).toEqual(bearer('new'));
    expect(signIns).toHaveLength(2);
  });

  it('tries again after a failed sign-in', async () => {
    const first = current();
    signIns[0].reject(new Error('no network'));
    await expect(first).rejects.toThrow('no network');
    const second = current();
    signIns[1].resolve({ credential: bearer('a') });
    expect(await second).toEqual(bearer('a'));
  });

  it('lets one caller give up without ending the sign-in of others', async () => {
    const controller = new AbortController();
    const impatient = source.current(undefined, controller.signal);
    const patient = current();
    controller.abort(new Error('gone'));
    await expect(impatient).rejects.toThrow('gone');
    signIns[0].resolve({ credential: bearer('a') });
    expect(await patient).toEqual(bearer('a'));
  });
});
