import { ClusterError } from '../ClusterError';
import { toNetworkError } from './toNetworkError';

const of = (thrown: unknown) => toNetworkError('prod-eu', 'list pods', thrown);
const fault = (code: string) => Object.assign(new Error('raw words'), { code });

describe('toNetworkError()', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', 'connection refused'],
    ['ENOTFOUND', 'unreachable', 'host name not found'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable', 'connection timed out'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'no answer in time'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', 'the answer stopped midway'],
    ['CERT_HAS_EXPIRED', 'unreachable', 'the server certificate has expired'],
    ['EWHATEVER', 'unreachable', 'raw words'],
  ])('says %s in words', (reason, code, words) => {
    expect(of(fault(reason))).toMatchObject({
      message: `cluster prod-eu: list pods: ${words}`,
      code,
      reason,
      status: undefined,
    });
  });

  it('looks into an AggregateError of several addresses', () => {
    const several = new AggregateError([fault('ECONNREFUSED')]);
    expect(of(several).message).toMatch(/connection refused$/);
  });

  it('keeps a ClusterError as it is', () => {
    const error = new ClusterError('x', {
      code: 'forbidden',
      clusterName: 'c',
    });
    expect(of(error)).toBe(error);
  });
});
