import type { KubernetesObject } from '@orrery/kubernetes-model';
import { withDefaultStorageClass } from './withDefaultStorageClass';

function storageClass(
  name: string,
  isDefault: boolean,
  creationTimestamp = '2026-01-01T00:00:00Z',
): KubernetesObject {
  return {
    metadata: {
      name,
      creationTimestamp,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': String(isDefault),
      },
    },
  };
}

const claim: KubernetesObject = {
  metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'] },
};

describe('withDefaultStorageClass()', () => {
  const classOf = (
    object: KubernetesObject,
    ...classes: readonly KubernetesObject[]
  ) => Object(withDefaultStorageClass(object, classes).spec).storageClassName;

  it('gives a claim without a class the default one', () => {
    expect(
      classOf(
        claim,
        storageClass('ssd', false),
        storageClass('standard', true),
      ),
    ).toBe('standard');
  });

  it('takes the newest of several defaults', () => {
    expect(
      classOf(
        claim,
        storageClass('old', true),
        storageClass('new', true, '2026-02-01T00:00:00Z'),
      ),
    ).toBe('new');
  });

  it('leaves a claim that names a class, or none on purpose', () => {
    const named = (storageClassName: string) => ({
      ...claim,
      spec: { storageClassName },
    });
    expect([
      classOf(named('ssd'), storageClass('standard', true)),
      classOf(named(''), storageClass('standard', true)),
    ]).toEqual(['ssd', '']);
  });

  it('leaves a claim as it is where no class is the default', () => {
    expect(withDefaultStorageClass(claim, [storageClass('ssd', false)])).toBe(
      claim,
    );
  });
});
