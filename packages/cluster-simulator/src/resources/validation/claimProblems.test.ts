import type { FieldProblem } from '../../status/statusErrors';
import { claimProblems, storageClassProblems } from './claimProblems';

const claim = (storage: string, more: object = {}) => ({
  metadata: { name: 'a' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage } },
    ...more,
  },
  status: { phase: 'Bound' },
});
const textsOf = (problems: readonly FieldProblem[]) =>
  problems.map(({ field, message }) => `${field}: ${message}`);

describe('claimProblems()', () => {
  it('lets a bound claim grow, and nothing else', () => {
    expect(claimProblems(claim('2Gi'), claim('1Gi'))).toEqual([]);
    expect(textsOf(claimProblems(claim('1Gi'), claim('2Gi')))).toEqual([
      'spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
    ]);
    expect(
      textsOf(
        claimProblems(claim('1Gi', { storageClassName: 'x' }), claim('1Gi')),
      ),
    ).toEqual([
      'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    ]);
  });

  it('wants a mode and a size', () => {
    expect(
      textsOf(claimProblems({ metadata: { name: 'a' }, spec: {} })),
    ).toEqual([
      'spec.accessModes: Required value: at least 1 access mode is required',
      'spec.resources[storage]: Required value',
    ]);
  });
});

describe('storageClassProblems()', () => {
  it('keeps what volumes were made with', () => {
    const before = { metadata: { name: 'a' }, provisioner: 'p' };
    expect(
      textsOf(storageClassProblems({ ...before, provisioner: 'q' }, before)),
    ).toEqual([
      'provisioner: Forbidden: updates to provisioner are forbidden.',
    ]);
  });
});
