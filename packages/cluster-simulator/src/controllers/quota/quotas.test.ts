import { quotaOf } from '../../admission/testing/admissionObjects';
import { deployment, template } from '../testing/createTestCluster';
import { useTestCluster } from '../testing/useTestCluster';

const withCpu = {
  containers: [
    { name: 'web', image: 'shop/web:1', resources: { requests: { cpu: '1' } } },
  ],
};
const cpuTemplate = template({ spec: withCpu });
const selector = { matchLabels: { app: 'web' } };

describe('quotas and controllers', () => {
  const test = useTestCluster();
  const { create, seconds } = test;

  function start(hard: Record<string, string>) {
    test.start();
    create('resourcequotas', {
      ...quotaOf(hard),
      metadata: { name: 'quota' },
    });
  }

  const failures = (name: string) =>
    test.cluster
      .eventsOf(name)
      .filter(each => each.reason === 'FailedCreate')
      .map(each => each.message);

  it('stops a deployment where its quota ends, says so, and goes on when there is room', () => {
    start({ 'requests.cpu': '2' });
    create('deployments.apps', {
      ...deployment({ replicas: 4, template: cpuTemplate }),
      metadata: { name: 'web' },
    });
    seconds(30);
    const { raw } = test.cluster;
    expect(raw.count('pods', 'default')).toBe(2);
    expect(raw.get('resourcequotas', 'default', 'quota')?.status).toEqual({
      hard: { 'requests.cpu': '2' },
      used: { 'requests.cpu': '2' },
    });
    const [replicaSet] = test.names('replicasets.apps');
    const message = expect.stringMatching(
      /^pods "web-[a-z0-9]+-[a-z0-9]{5}" is forbidden: exceeded quota: quota, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2$/,
    );
    expect(raw.get('deployments.apps', 'default', 'web')?.status).toMatchObject(
      {
        replicas: 2,
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message,
          }),
        ]),
      },
    );
    expect(failures(replicaSet)).toContainEqual(
      expect.stringMatching(/^Error creating: pods "web-/),
    );
    // A retry every few seconds is one event, not hundreds.
    expect(failures(replicaSet).length).toBeLessThanOrEqual(10);

    raw.update('resourcequotas', 'default', 'quota', current => ({
      ...current,
      spec: { hard: { 'requests.cpu': '8' } },
    }));
    seconds(120);
    expect(raw.count('pods', 'default')).toBe(4);
    expect(
      raw.get('deployments.apps', 'default', 'web')?.status,
    ).not.toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'ReplicaFailure' }),
      ]),
    });
  });

  it('refuses the pods of stateful sets, daemon sets and jobs', () => {
    start({ pods: '0' });
    create('statefulsets.apps', {
      metadata: { name: 'db' },
      spec: { replicas: 1, serviceName: 'db', selector, template: template() },
    });
    create('daemonsets.apps', {
      metadata: { name: 'agent' },
      spec: { selector, template: template() },
    });
    create('jobs.batch', {
      metadata: { name: 'once' },
      spec: { template: template({ spec: { restartPolicy: 'Never' } }) },
    });
    seconds(5);
    expect(test.cluster.pods('default')).toEqual([]);
    const why =
      'is forbidden: exceeded quota: quota, requested: pods=1, used: pods=0, limited: pods=0';
    expect(failures('db')).toEqual([
      `create Pod db-0 in StatefulSet db failed error: pods "db-0" ${why}`,
    ]);
    expect(failures('agent')[0]).toMatch(
      /^Error creating: pods "agent-[a-z0-9]{5}" is forbidden: exceeded quota/,
    );
    expect(failures('once')[0]).toMatch(
      /^Error creating: pods "once-[a-z0-9]{5}" is forbidden: exceeded quota/,
    );
  });

  it('refuses claims of stateful sets and jobs of cron jobs', () => {
    start({ persistentvolumeclaims: '0', 'count/jobs.batch': '0' });
    create('statefulsets.apps', {
      metadata: { name: 'db' },
      spec: {
        replicas: 1,
        serviceName: 'db',
        selector,
        template: template(),
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    });
    create('cronjobs.batch', {
      metadata: { name: 'often' },
      spec: {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: template() } },
      },
    });
    seconds(90);
    expect(failures('db')).toEqual([
      'create Claim data-db-0 Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "data-db-0" is forbidden: ' +
        'exceeded quota: quota, requested: persistentvolumeclaims=1, used: persistentvolumeclaims=0, limited: persistentvolumeclaims=0',
    ]);
    expect(failures('often')[0]).toMatch(
      /^Error creating job: jobs.batch "often-\d+" is forbidden: exceeded quota/,
    );
  });

  it('refuses a ReplicaSet and creates it once there is room', () => {
    start({ 'count/replicasets.apps': '0' });
    create('deployments.apps', {
      ...deployment({ replicas: 1 }),
      metadata: { name: 'web' },
    });
    seconds(5);
    const errors = test.cluster
      .eventsOf('web')
      .filter(each => each.reason === 'ReplicaSetCreateError');
    expect(errors[0].message).toMatch(
      /^Failed to create new replica set "web-[a-z0-9]+": replicasets.apps "web-[a-z0-9]+" is forbidden: exceeded quota/,
    );
    test.cluster.raw.remove('resourcequotas', 'default', 'quota');
    seconds(60);
    expect(test.names('replicasets.apps')).toHaveLength(1);
  });
});
