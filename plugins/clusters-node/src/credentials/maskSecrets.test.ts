import { maskSecrets } from './maskSecrets';

describe('maskSecrets()', () => {
  it.each([
    [
      'a JWT',
      'token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln rejected',
      'token *** rejected',
    ],
    ['a hex digest', `id ${'0a'.repeat(20)}`, 'id ***'],
    [
      'userinfo of a URL',
      'GET https://jane:pw@host/x',
      'GET https://***@host/x',
    ],
    [
      'plain words',
      'The SSO session has expired',
      'The SSO session has expired',
    ],
  ])('treats %s', (_, text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
  });
});
