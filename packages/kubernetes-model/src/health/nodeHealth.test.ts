import { nodeConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof nodeConditions, Health> = {
  ready: {
    status: 'Healthy',
    reason: 'Ready',
    message: 'Ready',
    sinceMs: ago(1440 * MINUTE_MS),
  },
  cordoned: { status: 'Suspended', reason: 'Cordoned', message: 'Cordoned' },
  'not ready': {
    status: 'Failed',
    reason: 'KubeletNotReady',
    message: 'Not ready: container runtime is down',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'not reporting': {
    status: 'Failed',
    reason: 'NodeStatusUnknown',
    message: 'Not ready: the kubelet stopped reporting',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'under memory and disk pressure': {
    status: 'Degraded',
    reason: 'MemoryPressure',
    message: 'Memory pressure, Disk pressure',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'reported by the node problem detector': {
    status: 'Degraded',
    reason: 'ReadonlyFilesystem',
    message: 'Read-only file system',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'without conditions': {
    status: 'Unknown',
    reason: 'NoStatus',
    message: 'The kubelet has not reported yet',
  },
};

describe('healthOf() of a Node', () => {
  it.each(Object.entries(nodeConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
