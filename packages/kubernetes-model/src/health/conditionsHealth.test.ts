import { otherConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof otherConditions, Health> = {
  'without state': { status: 'Healthy', reason: 'Exists', message: 'Healthy' },
  ready: {
    status: 'Healthy',
    reason: 'Ready',
    message: 'Ready',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'not ready': {
    status: 'Degraded',
    reason: 'Failed',
    message: 'No such chart',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'not known yet': {
    status: 'Progressing',
    reason: 'Ready',
    message: 'Ready is Unknown',
    sinceMs: ago(20 * MINUTE_MS),
  },
  stalled: {
    status: 'Failed',
    reason: 'RetryExhausted',
    message: 'Gave up after 5 tries',
    sinceMs: ago(20 * MINUTE_MS),
  },
  degraded: {
    status: 'Degraded',
    reason: 'Slow',
    message: 'One of 3 is slow',
    sinceMs: ago(20 * MINUTE_MS),
  },
  reconciling: {
    status: 'Progressing',
    reason: 'Progressing',
    message: 'Applying revision 7',
    sinceMs: ago(20 * MINUTE_MS),
  },
  suspended: { status: 'Suspended', reason: 'Suspended', message: 'Suspended' },
  'not yet observed': {
    status: 'Progressing',
    reason: 'Unobserved',
    message: 'Waiting for the change to be observed',
  },
  'failed by phase': { status: 'Failed', reason: 'Failed', message: 'Failed' },
  'pending by phase': {
    status: 'Progressing',
    reason: 'Pending',
    message: 'Pending',
  },
  'API service not available': {
    status: 'Degraded',
    reason: 'MissingEndpoints',
    message: 'endpoints for service/metrics-server have no addresses',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'a Service of another group': {
    status: 'Healthy',
    reason: 'Ready',
    message: 'Ready',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'deleted, waiting for a finalizer': {
    status: 'Degraded',
    reason: 'TerminatingTooLong',
    message: 'Terminating too long, waiting for finalizer finalizers.fluxcd.io',
    sinceMs: ago(20 * MINUTE_MS),
  },
};

describe('healthOf() of a kind without a rule of its own', () => {
  it.each(Object.entries(otherConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
