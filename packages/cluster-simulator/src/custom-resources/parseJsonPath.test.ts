import { parseJsonPath } from './parseJsonPath';

const object = {
  metadata: { annotations: { 'example.org/tier': 'gold' } },
  spec: {
    ports: [
      { name: 'a', port: 1 },
      { name: 'b', port: 2 },
    ],
  },
  status: {
    conditions: [
      { type: 'Synced', status: 'False' },
      { type: 'Ready', status: 'True' },
    ],
  },
};

describe('parseJsonPath()', () => {
  it.each([
    ['.spec.ports[1].name', ['b']],
    ['.spec.ports[-1].name', ['b']],
    ['.spec.ports[*].port', [1, 2]],
    ['.spec.ports[?(@.port>1)].name', ['b']],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [".status.conditions[?(@.type=='Synced')].status", ['False']],
    ['.metadata.annotations.example\\.org/tier', ['gold']],
    [".metadata.annotations['example.org/tier']", ['gold']],
    ['.spec.nothing.here', []],
  ])('reads %s', (path, values) => {
    expect(parseJsonPath(path)?.(object)).toEqual(values);
  });

  it('does not pretend to know what it cannot read', () => {
    expect(parseJsonPath('.spec..ports[')).toBeUndefined();
  });
});
