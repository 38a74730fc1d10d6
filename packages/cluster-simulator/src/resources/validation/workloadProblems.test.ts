import type { FieldProblem } from '../../status/statusErrors';
import {
  cronJobProblems,
  deploymentProblems,
  jobProblems,
  statefulSetProblems,
} from './workloadProblems';

const metadata = { name: 'a' };
const podSpec = (more: object = {}) => ({
  containers: [{ name: 'c', image: 'i' }],
  ...more,
});
const workload = (spec: object, pods: object = {}) => ({
  metadata,
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: podSpec(pods) },
    ...spec,
  },
});
const job = (spec: object) => ({
  metadata,
  spec: { template: { spec: podSpec({ restartPolicy: 'Never' }) }, ...spec },
});
const textsOf = (problems: readonly FieldProblem[]) =>
  problems.map(({ field, message }) => `${field}: ${message}`);

describe('deploymentProblems()', () => {
  it('refuses rolling updates of what is recreated', () => {
    const strategy = { type: 'Recreate', rollingUpdate: { maxSurge: 1 } };
    expect(textsOf(deploymentProblems(workload({ strategy })))).toEqual([
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ]);
  });

  it('refuses a rollout that could not move', () => {
    const rollingUpdate = { maxSurge: 0, maxUnavailable: '0%' };
    const strategy = { type: 'RollingUpdate', rollingUpdate };
    expect(textsOf(deploymentProblems(workload({ strategy })))).toEqual([
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0',
    ]);
  });

  it('refuses pods that are not restarted', () => {
    const object = workload({}, { restartPolicy: 'Never' });
    expect(textsOf(deploymentProblems(object))).toEqual([
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ]);
  });
});

describe('statefulSetProblems()', () => {
  it('lets containers mount what the claim templates give', () => {
    const object = workload(
      { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
      {
        containers: [
          {
            name: 'c',
            image: 'i',
            volumeMounts: [{ name: 'data', mountPath: '/d' }],
          },
        ],
      },
    );
    expect(statefulSetProblems(object)).toEqual([]);
  });

  it('lets replicas change, and no service', () => {
    const before = workload({ replicas: 1, serviceName: 'x' });
    expect(
      statefulSetProblems(workload({ replicas: 2, serviceName: 'x' }), before),
    ).toEqual([]);
    expect(
      textsOf(statefulSetProblems(workload({ serviceName: 'y' }), before)),
    ).toEqual([
      expect.stringMatching(
        /^spec: Forbidden: updates to statefulset spec for fields other than 'replicas', /,
      ),
    ]);
  });
});

describe('jobProblems()', () => {
  it('refuses another number of completions', () => {
    expect(
      textsOf(jobProblems(job({ completions: 5 }), job({ completions: 1 }))),
    ).toEqual(['spec.completions: Invalid value: 5: field is immutable']);
  });
});

describe('cronJobProblems()', () => {
  const cronJob = (schedule: string, more: object = {}) => ({
    metadata,
    spec: { schedule, jobTemplate: job({}), ...more },
  });

  it.each([
    ['bad', 'expected exactly 5 fields, found 1: [bad]'],
    ['99 * * * *', 'failed to parse the schedule: 99 * * * *'],
  ])('refuses the schedule %s', (schedule, rule) => {
    expect(textsOf(cronJobProblems(cronJob(schedule)))).toEqual([
      `spec.schedule: Invalid value: "${schedule}": ${rule}`,
    ]);
  });

  it('refuses a policy that is none', () => {
    const object = cronJob('@daily', { concurrencyPolicy: 'X' });
    expect(textsOf(cronJobProblems(object))).toEqual([
      'spec.concurrencyPolicy: Unsupported value: "X": supported values: "Allow", "Forbid", "Replace"',
    ]);
  });
});
