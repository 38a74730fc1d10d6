import { formatQuantity } from '@orrery/kubernetes-model';
import { podAmounts } from './podAmounts';
import { containersOf, podOf } from './testing/admissionObjects';

function texts(pod: unknown, side: 'requests' | 'limits' = 'requests') {
  return Object.fromEntries(
    [...podAmounts(pod, side)].map(([name, amount]) => [
      name,
      formatQuantity(amount),
    ]),
  );
}

const cpu = (amount: string) => ({ requests: { cpu: amount } });

describe('podAmounts()', () => {
  it('adds up the containers, and keeps what only one of them names', () => {
    const pod = podOf([
      { requests: { cpu: '100m', memory: '64Mi' } },
      { requests: { cpu: '1', 'example.com/gpu': '2' } },
    ]);
    expect(texts(pod)).toEqual({
      cpu: '1100m',
      memory: '64Mi',
      'example.com/gpu': '2',
    });
    expect(texts(pod, 'limits')).toEqual({});
  });

  it('counts an init container where it needs more than all others together', () => {
    const pod = (init: string) =>
      podOf([cpu('300m'), cpu('200m')], {
        initContainers: containersOf([cpu(init)], 'init'),
      });
    expect(texts(pod('400m'))).toEqual({ cpu: '500m' });
    expect(texts(pod('2'))).toEqual({ cpu: '2' });
  });

  it('counts sidecars all along, and with the init containers after them', () => {
    const [sidecar, init] = containersOf([cpu('100m'), cpu('450m')], 'init');
    const pod = (main: string) =>
      podOf([cpu(main)], {
        initContainers: [{ ...sidecar, restartPolicy: 'Always' }, init],
      });
    expect(texts(pod('400m'))).toEqual({ cpu: '550m' });
    expect(texts(pod('500m'))).toEqual({ cpu: '600m' });
  });

  it('takes amounts of the pod itself, and adds the overhead', () => {
    const pod = podOf([cpu('400m')], {
      resources: cpu('1'),
      overhead: { cpu: '50m', memory: '8Mi' },
    });
    expect(texts(pod)).toEqual({ cpu: '1050m', memory: '8Mi' });
    expect(texts(pod, 'limits')).toEqual({});
  });

  it('counts nothing for what is no quantity', () => {
    expect(texts(podOf([cpu('much')]))).toEqual({});
  });
});
