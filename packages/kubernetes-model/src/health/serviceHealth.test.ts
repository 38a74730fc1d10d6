import { serviceConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof serviceConditions, Health> = {
  'cluster IP': {
    status: 'Healthy',
    reason: 'ClusterIP',
    message: 'ClusterIP',
  },
  headless: { status: 'Healthy', reason: 'ClusterIP', message: 'ClusterIP' },
  'external name': {
    status: 'Healthy',
    reason: 'ExternalName',
    message: 'Alias of db.example.com',
  },
  'load balancer with an address': {
    status: 'Healthy',
    reason: 'LoadBalancer',
    message: 'LoadBalancer',
  },
  'load balancer pending': {
    status: 'Progressing',
    reason: 'LoadBalancerPending',
    message: 'Waiting for a load balancer address',
    sinceMs: ago(MINUTE_MS),
    reviewAtMs: ago(-4 * MINUTE_MS),
  },
  'load balancer pending for long': {
    status: 'Degraded',
    reason: 'LoadBalancerPending',
    message: 'Waiting for a load balancer address',
    sinceMs: ago(1440 * MINUTE_MS),
  },
};

describe('healthOf() of a Service', () => {
  it.each(Object.entries(serviceConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
