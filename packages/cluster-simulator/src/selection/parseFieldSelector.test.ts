import type { KubernetesObject } from '@orrery/kubernetes-model';
import { matchesFieldSelector, parseFieldSelector } from './parseFieldSelector';

const fields = [
  'spec.nodeName',
  'status.phase',
  'spec.unschedulable',
  'status.podIPs',
];
const pod: KubernetesObject = {
  metadata: { name: 'a', namespace: 'shop' },
  spec: { nodeName: 'n1' },
  status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
};

describe('matchesFieldSelector()', () => {
  it.each([
    ['', true],
    ['metadata.name=a', true],
    ['metadata.name==a,metadata.namespace=shop', true],
    ['metadata.name!=a', false],
    ['spec.nodeName=n1,status.phase!=Succeeded,status.phase!=Failed', true],
    ['spec.nodeName=', false],
    ['spec.unschedulable=false', true],
    ['status.podIPs=10.0.0.1', true],
    ['metadata.name=a\\,b', false],
  ])('%s is %s', (selector, expected) => {
    expect(
      matchesFieldSelector(parseFieldSelector(selector, { fields }), pod),
    ).toBe(expected);
  });

  it('refuses a field that the kind does not select by, naming those it does', () => {
    expect(() => parseFieldSelector('foo.bar=baz', { fields: [] })).toThrow(
      '"foo.bar" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
  });

  it('refuses a term without operator', () => {
    expect(() => parseFieldSelector('foo', { fields })).toThrow(
      "invalid selector: 'foo'; can't understand 'foo'",
    );
  });
});
