import { namespaceConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof namespaceConditions, Health> = {
  active: { status: 'Healthy', reason: 'Active', message: 'Active' },
  terminating: {
    status: 'Progressing',
    reason: 'Terminating',
    message: 'Terminating',
    sinceMs: ago(10_000),
    reviewAtMs: ago(-50_000),
  },
  'terminating, kept by content': {
    status: 'Degraded',
    reason: 'TerminatingTooLong',
    message: 'Terminating too long: pods. has 2 resource instances',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'terminating without a time': {
    status: 'Progressing',
    reason: 'Terminating',
    message: 'Terminating',
  },
};

describe('healthOf() of a Namespace', () => {
  it.each(Object.entries(namespaceConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
