import { limitRangeOf, podOf } from '../testing/admissionObjects';
import { claimLimitProblems, podLimitProblems } from './limitRangeProblems';

const container = (bounds: object) =>
  limitRangeOf({ type: 'Container', ...bounds });

describe('podLimitProblems()', () => {
  it.each([
    [{ min: { cpu: '100m' } }, { requests: { cpu: '100m' } }, []],
    [
      { min: { cpu: '100m' } },
      {},
      ['minimum cpu usage per Container is 100m. No request is specified'],
    ],
    [
      { min: { cpu: '100m' } },
      { requests: { cpu: '50m' } },
      ['minimum cpu usage per Container is 100m, but request is 50m'],
    ],
    [
      { min: { cpu: '100m' } },
      { requests: { cpu: '200m' }, limits: { cpu: '10m' } },
      ['minimum cpu usage per Container is 100m, but limit is 10m'],
    ],
    [{ max: { memory: '1Gi' } }, { limits: { memory: '1024Mi' } }, []],
    [
      { max: { memory: '1Gi' } },
      {},
      ['maximum memory usage per Container is 1Gi. No limit is specified'],
    ],
    [
      { max: { memory: '1Gi', cpu: '2' } },
      { limits: { memory: '2Gi', cpu: '3' } },
      [
        'maximum memory usage per Container is 1Gi, but limit is 2Gi',
        'maximum cpu usage per Container is 2, but limit is 3',
      ],
    ],
    [
      { max: { memory: '1Gi' } },
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      ['maximum memory usage per Container is 1Gi, but request is 2Gi'],
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      { requests: { cpu: '1' }, limits: { cpu: '2' } },
      [],
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      { requests: { cpu: '300m' }, limits: { cpu: '1' } },
      [
        'cpu max limit to request ratio per Container is 2, but provided ratio is 3.333333',
      ],
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      { limits: { cpu: '2' } },
      [
        'cpu max limit to request ratio per Container is 2, but no request is specified or request is 0',
      ],
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      { requests: { cpu: '2' }, limits: { cpu: '0' } },
      [
        'cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0',
      ],
    ],
  ])('measures by %j what asks for %j', (bounds, resources, problems) => {
    expect(podLimitProblems(podOf([resources]), container(bounds))).toEqual(
      problems,
    );
  });

  it('adds up the containers for limits on pods', () => {
    const pod = podOf([
      { limits: { cpu: '600m' } },
      { limits: { cpu: '600m' } },
    ]);
    expect(
      podLimitProblems(pod, limitRangeOf({ type: 'Pod', max: { cpu: '1' } })),
    ).toEqual(['maximum cpu usage per Pod is 1, but limit is 1200m']);
  });
});

describe('claimLimitProblems()', () => {
  const claim = (storage: string) => ({
    metadata: { name: 'data', namespace: 'shop' },
    spec: { resources: { requests: { storage } } },
  });
  const bounds = limitRangeOf({
    type: 'PersistentVolumeClaim',
    min: { storage: '1Gi' },
    max: { storage: '100Gi' },
  });

  it.each([
    ['10Gi', []],
    [
      '10Mi',
      [
        'minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 10Mi',
      ],
    ],
    [
      '1Ti',
      [
        'maximum storage usage per PersistentVolumeClaim is 100Gi, but request is 1Ti',
      ],
    ],
  ])('measures a claim of %s', (storage, problems) => {
    expect(claimLimitProblems(claim(storage), bounds)).toEqual(problems);
  });
});
