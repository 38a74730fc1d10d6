import { pod } from '../testing';
import {
  asKubernetesObject,
  parseKubernetesObject,
} from './parseKubernetesObject';

describe('parseKubernetesObject()', () => {
  it('gives the object itself, unknown fields and all', () => {
    const value: unknown = { ...pod('a'), extra: [1] };
    expect(parseKubernetesObject(value)).toBe(value);
    expect(asKubernetesObject(value)).toBe(value);
  });

  it('accepts null for the namespace', () => {
    const value = { metadata: { name: 'a', namespace: null } };
    expect(parseKubernetesObject(value)).toBe(value);
  });

  it.each([
    [null, 'expected a JSON object, got null'],
    ['text', 'expected a JSON object, got string'],
    [[], 'expected a JSON object, got an array'],
    [undefined, 'expected a JSON object, got undefined'],
    [{}, 'metadata is missing'],
    [{ metadata: [] }, 'metadata is missing'],
    [{ metadata: {} }, 'metadata.name is missing'],
    [{ metadata: { name: '' } }, 'metadata.name is missing'],
    [{ metadata: { name: 7 } }, 'metadata.name is missing'],
    [
      { metadata: { name: 'a', namespace: {} } },
      'metadata.namespace must be a string, got object',
    ],
  ])('refuses %j', (value, problem) => {
    expect(() => parseKubernetesObject(value)).toThrow(
      `not a Kubernetes object: ${problem}`,
    );
    expect(asKubernetesObject(value)).toBeUndefined();
  });
});
