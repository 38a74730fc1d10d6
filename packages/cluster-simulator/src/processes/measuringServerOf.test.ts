import { measuringServerOf } from './measuringServerOf';

const urls = {
  prometheusUrl: 'http://127.0.0.1:1/',
  alertmanagerUrl: 'http://127.0.0.1:2/',
  lokiUrl: 'http://127.0.0.1:3/',
};
const pod = (namespace: string) => ({
  metadata: { name: 'p', namespace },
  spec: { containers: [] },
});

describe('measuringServerOf()', () => {
  it.each([
    ['prometheus', '1'],
    ['alertmanager', '2'],
    ['loki', '3'],
    ['web', undefined],
    ['toString', undefined],
  ])('of %s in the monitoring of the cluster has port %s', (name, port) => {
    expect(measuringServerOf(pod('monitoring'), { name }, urls)?.port).toBe(
      port,
    );
  });

  it('knows none in other namespaces, or before they are started', () => {
    const container = { name: 'prometheus' };
    expect(measuringServerOf(pod('shop'), container, urls)).toBeUndefined();
    expect(
      measuringServerOf(pod('monitoring'), container, undefined),
    ).toBeUndefined();
  });
});
