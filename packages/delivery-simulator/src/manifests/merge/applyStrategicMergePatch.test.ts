import { applyStrategicMergePatch } from './applyStrategicMergePatch';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

describe('applyStrategicMergePatch()', () => {
  const target = {
    replicas: 1,
    containers: [{ name: 'a', args: ['1'] }, { name: 'b' }],
  };

  it('merges list items by their key and obeys directives', () => {
    expect(
      applyStrategicMergePatch(
        target,
        {
          replicas: null,
          containers: [
            { name: 'b', $patch: 'delete' },
            { name: 'a', args: ['2'] },
            { name: 'c' },
          ],
        },
        DEPLOYMENT,
      ),
    ).toEqual({ containers: [{ name: 'a', args: ['2'] }, { name: 'c' }] });
    expect(
      applyStrategicMergePatch(
        { a: { b: 1 }, c: { d: 1 } },
        { a: { $patch: 'replace', x: 1 }, c: { $patch: 'delete' } },
        DEPLOYMENT,
      ),
    ).toEqual({ a: { x: 1 } });
    expect(
      applyStrategicMergePatch(
        target,
        { containers: [{ $patch: 'replace' }, { name: 'z' }] },
        DEPLOYMENT,
      ),
    ).toEqual({ replicas: 1, containers: [{ name: 'z' }] });
  });
});
