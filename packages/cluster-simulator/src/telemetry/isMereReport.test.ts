import { isMereReport } from './isMereReport';

const node = (heartbeat: string, status = 'True', labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n1', labels, resourceVersion: heartbeat },
  spec: { podCIDR: '10.0.0.0/24' },
  status: {
    conditions: [{ type: 'Ready', status, lastHeartbeatTime: heartbeat }],
  },
});
const autoscaler = (maxReplicas: number, currentReplicas: number) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { maxReplicas },
  status: { currentReplicas },
});
const change = (resource: string, previous: object, object: object) =>
  isMereReport({
    kind: 'modified',
    resource,
    resourceVersion: 2,
    object: { metadata: { name: '' }, ...object },
    previous: { metadata: { name: '' }, ...previous },
  });

describe('isMereReport()', () => {
  it('is a heartbeat, not a change of what a node is', () => {
    expect(change('nodes', node('10:00'), node('10:05'))).toBe(true);
    expect(change('nodes', node('10:00'), node('10:05', 'Unknown'))).toBe(
      false,
    );
    expect(
      change('nodes', node('10:00'), node('10:05', 'True', { zone: 'b' })),
    ).toBe(false);
  });

  it('is what an autoscaler measured, not what it is told', () => {
    const resource = 'horizontalpodautoscalers.autoscaling';
    expect(change(resource, autoscaler(5, 2), autoscaler(5, 3))).toBe(true);
    expect(change(resource, autoscaler(5, 2), autoscaler(6, 2))).toBe(false);
  });

  it('is no change of anything else, and nothing that comes or goes', () => {
    expect(change('pods', node('10:00'), node('10:05'))).toBe(false);
    expect(
      isMereReport({
        kind: 'added',
        resource: 'nodes',
        resourceVersion: 1,
        object: node('10:00'),
      }),
    ).toBe(false);
  });
});
