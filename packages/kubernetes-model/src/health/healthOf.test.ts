import * as fc from 'fast-check';
import {
  deployment,
  everyCondition,
  pod,
  spoilt,
  TEST_NOW_MS,
} from '../testing';
import { healthOf } from './healthOf';

const changes = fc.array(fc.tuple(fc.nat(), fc.nat()), {
  minLength: 1,
  maxLength: 4,
});

const STATUSES = [
  'Healthy',
  'Suspended',
  'Unknown',
  'Progressing',
  'Degraded',
  'Failed',
];

describe('healthOf()', () => {
  it('takes the kind from the options for objects of a list', () => {
    const { kind, apiVersion, ...listed } = deployment('web', {
      spec: { paused: true },
    });
    expect(
      healthOf(listed, {
        nowMs: TEST_NOW_MS,
        kind: { group: 'apps', kind: 'Deployment' },
      }).reason,
    ).toBe('Paused');
  });

  it('cuts long messages from the cluster', () => {
    const { message } = healthOf(
      pod('a', {
        status: {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'x'.repeat(9000),
        },
      }),
      { nowMs: TEST_NOW_MS },
    );
    expect([message.length, message.slice(0, 12), message.slice(-1)]).toEqual([
      300,
      'Evicted: xxx',
      '…',
    ]);
  });

  it.each([null, undefined, 'text', 7, [], {}, { kind: 'Pod' }])(
    'gives a verdict on %j',
    value => {
      expect(STATUSES).toContain(
        healthOf(value, { nowMs: TEST_NOW_MS }).status,
      );
    },
  );

  it.each(everyCondition)('%s: survives fields of any type', (_, object) => {
    fc.assert(
      fc.property(changes, spoiling => {
        const health = healthOf(spoilt(object, spoiling), {
          nowMs: TEST_NOW_MS,
          kind: kindOf(object),
        });
        expect(STATUSES).toContain(health.status);
        expect(JSON.parse(JSON.stringify(health))).toEqual(health);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it.each(everyCondition)(
    '%s: gives the same verdict until it asks for a review',
    (_, object) => {
      const first = healthOf(object, { nowMs: TEST_NOW_MS });
      const endMs = first.reviewAtMs ?? TEST_NOW_MS + 400 * 86_400_000;
      fc.assert(
        fc.property(fc.integer({ min: TEST_NOW_MS, max: endMs - 1 }), nowMs => {
          expect(healthOf(object, { nowMs })).toEqual(first);
        }),
        { numRuns: 20, seed: 1 },
      );
      expect(endMs).toBeGreaterThan(TEST_NOW_MS);
    },
  );

  it.each(everyCondition)(
    '%s: changes the verdict when it asked for a review',
    (_, object) => {
      const first = healthOf(object, { nowMs: TEST_NOW_MS });
      const reviewed = healthOf(object, {
        nowMs: first.reviewAtMs ?? TEST_NOW_MS,
      });
      expect(reviewed.status === first.status).toBe(
        first.reviewAtMs === undefined,
      );
    },
  );
});

function kindOf(object: { apiVersion?: string; kind?: string }) {
  const [group, version] = (object.apiVersion ?? '').split('/');
  return {
    group: version === undefined ? '' : group,
    kind: object.kind ?? '',
  };
}
