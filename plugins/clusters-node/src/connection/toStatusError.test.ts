import { parseStatusBody, toStatusError } from './toStatusError';

const base = { clusterName: 'prod-eu', what: 'list pods', nowMs: 0 };

describe('toStatusError()', () => {
  it.each([
    ['seconds', '3', 3_000],
    ['a date', new Date(5_000).toUTCString(), 5_000],
    ['a date in the past', new Date(-5_000).toUTCString(), 0],
    ['nonsense', 'soon', undefined],
    ['an empty header', '', undefined],
  ])('reads Retry-After as %s', (_, retryAfter, expected) => {
    expect(
      toStatusError({ ...base, status: 429, retryAfter }).retryAfterMs,
    ).toBe(expected);
  });

  it('falls back to retryAfterSeconds of the Status', () => {
    const body = parseStatusBody({ details: { retryAfterSeconds: 10 } });
    expect(toStatusError({ ...base, status: 429, body }).retryAfterMs).toBe(
      10_000,
    );
  });

  it('has words of its own for a status without body', () => {
    expect(toStatusError({ ...base, status: 503 }).message).toBe(
      'cluster prod-eu: list pods: 503 the server is currently unable to handle the request',
    );
  });

  it('bounds what a server can put into a message', () => {
    const body = { message: 'x'.repeat(100_000) };
    expect(
      toStatusError({ ...base, status: 500, body }).message.length,
    ).toBeLessThan(1_100);
  });
});
