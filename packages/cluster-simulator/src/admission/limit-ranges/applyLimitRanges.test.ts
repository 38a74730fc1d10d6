import { objectsAt } from '../../json/readJson';
import { containersOf, limitRangeOf, podOf } from '../testing/admissionObjects';
import { applyLimitRanges } from './applyLimitRanges';

const defaults = limitRangeOf({
  type: 'Container',
  default: { cpu: '1', memory: '512Mi' },
  defaultRequest: { cpu: '100m' },
});

describe('applyLimitRanges()', () => {
  it('fills what containers do not name, and says what it did', () => {
    const pod = applyLimitRanges(
      podOf([{}, { requests: { cpu: '2' }, limits: { cpu: '4' } }], {
        initContainers: containersOf([{}], 'init'),
      }),
      [defaults],
    );
    expect(
      ['containers', 'initContainers'].flatMap(field =>
        objectsAt(pod, 'spec', field).map(each => each.resources),
      ),
    ).toEqual([
      { requests: { cpu: '100m' }, limits: { cpu: '1', memory: '512Mi' } },
      { requests: { cpu: '2' }, limits: { cpu: '4', memory: '512Mi' } },
      { requests: { cpu: '100m' }, limits: { cpu: '1', memory: '512Mi' } },
    ]);
    expect(pod.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu request for container c0; cpu, memory limit for container c0; ' +
        'memory limit for container c1; cpu request for init container init0; cpu, memory limit for init container init0',
    });
  });

  it('leaves a pod alone that names everything, or that no item is about', () => {
    const pod = podOf([
      { requests: { cpu: '1' }, limits: { cpu: '1', memory: '1Gi' } },
    ]);
    expect(applyLimitRanges(pod, [defaults])).toBe(pod);
    expect(
      applyLimitRanges(podOf([{}]), [
        limitRangeOf({ type: 'Pod', max: { cpu: '1' } }),
      ]),
    ).toEqual(podOf([{}]));
  });

  it('lets the first limit range decide, and corrects the class of service', () => {
    const first = limitRangeOf({
      type: 'Container',
      defaultRequest: { cpu: '300m' },
    });
    const pod = { ...podOf([{}]), status: { qosClass: 'BestEffort' } };
    const filled = applyLimitRanges(pod, [first, defaults]);
    expect(objectsAt(filled, 'spec', 'containers')[0].resources).toEqual({
      requests: { cpu: '300m' },
      limits: { cpu: '1', memory: '512Mi' },
    });
    expect(filled.status).toEqual({ qosClass: 'Burstable' });
  });
});
