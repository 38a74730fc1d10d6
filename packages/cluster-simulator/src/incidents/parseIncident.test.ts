import { StatusError } from '../status/StatusError';
import { parseIncident } from './parseIncident';

const target = { namespace: 'shop', name: 'cart' };

describe('parseIncident()', () => {
  it('takes the kind of target from the kind of incident', () => {
    expect(parseIncident({ kind: 'memory-leak', target })).toEqual({
      kind: 'memory-leak',
      target: { kind: 'Service', namespace: 'shop', name: 'cart' },
      intensity: 0.8,
    });
  });

  it('leaves a missing namespace to be found', () => {
    const body = { kind: 'memory-leak', target: { name: 'cart' } };
    expect(parseIncident(body).target).toEqual({
      kind: 'Service',
      name: 'cart',
    });
  });

  it.each([
    [undefined, 'kind must be slow-database, '],
    [{ kind: 'toString', target }, 'got "toString"'],
    [{ kind: 'memory-leak' }, 'target.name must be the name of a Service'],
    [
      { kind: 'memory-leak', target: { ...target, kind: 'Node' } },
      'target.kind must be Service for memory-leak; got "Node"',
    ],
    [{ kind: 'memory-leak', target, intensity: 0 }, 'intensity must be'],
    [{ kind: 'memory-leak', target, lastsMs: -1 }, 'lastsMs must be'],
    [{ kind: 'memory-leak', target, startsInMs: 1e12 }, 'startsInMs must be'],
  ])('refuses %j', (body, message) => {
    expect(() => parseIncident(body)).toThrow(StatusError);
    expect(() => parseIncident(body)).toThrow(message);
  });
});
