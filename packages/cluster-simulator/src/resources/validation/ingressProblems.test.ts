import { ingressProblems } from './ingressProblems';

const backend = { service: { name: 's', port: { number: 80 } } };
const ingress = (rule: object) => ({
  metadata: { name: 'a' },
  spec: { rules: [rule] },
});
const withPath = (path: object) =>
  ingress({
    http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] },
  });
const textsOf = (...args: Parameters<typeof ingressProblems>) =>
  ingressProblems(...args).map(({ field, message }) => `${field}: ${message}`);
const at = 'spec.rules[0].http.paths[0]';

describe('ingressProblems()', () => {
  it.each([
    [withPath({})],
    [ingress({ host: '*.example.com' })],
    [{ metadata: { name: 'a' }, spec: { defaultBackend: backend } }],
  ])('accepts %j', object => {
    expect(textsOf(object)).toEqual([]);
  });

  it.each([
    [
      withPath({ path: 'x' }),
      `${at}.path: Invalid value: "x": must be an absolute path`,
    ],
    [
      withPath({ pathType: undefined }),
      `${at}.pathType: Required value: pathType must be specified`,
    ],
    [
      withPath({ backend: {} }),
      `${at}.backend: Invalid value: "": resource or service backend is required`,
    ],
    [
      withPath({ backend: { service: { name: 's' } } }),
      `${at}.backend: Required value: port name or number is required`,
    ],
    [
      { metadata: { name: 'a' }, spec: {} },
      'spec: Invalid value: {}: either `defaultBackend` or `rules` must be specified',
    ],
  ])('refuses %j', (object, text) => {
    expect(textsOf(object)).toEqual([text]);
  });

  it('wants the star of a host before a dot', () => {
    expect(textsOf(ingress({ host: '*a' }))).toEqual([
      expect.stringMatching(
        /^spec\.rules\[0\]\.host: Invalid value: "\*a": a wildcard DNS-1123 subdomain must start with '\*\.'/,
      ),
    ]);
  });
});
