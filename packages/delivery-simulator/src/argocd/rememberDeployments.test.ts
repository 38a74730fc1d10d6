import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import { rememberDeployments } from './rememberDeployments';
import { startArgoCd } from './startArgoCd';
import {
  configMapYaml,
  deploymentYaml,
  REPOSITORY,
  startTestArgoCd,
} from '../testing/argocd/startTestArgoCd';

describe('rememberDeployments()', () => {
  it('gives an Application the deployments that its commits would have made', async () => {
    const argo = startTestArgoCd();
    const shas: string[] = [];
    for (const level of ['1', '2', '3']) {
      shas.push(
        await argo.push({ 'app/a.yaml': configMapYaml('a', { level }) }),
      );
      await argo.push({ 'other/b.yaml': level });
      await argo.pass(3_600);
    }
    argo.argoCd.dispose();
    argo.seedApplication(
      { revisionHistoryLimit: 2, syncPolicy: { automated: {} } },
      { creationTimestamp: '2026-03-01T10:00:00Z' },
    );
    await rememberDeployments({
      control: argo.cluster,
      repositories: argo.repositories,
    });
    expect(recordsAt(argo.application(), 'status', 'history')).toMatchObject([
      {
        id: 1,
        revision: shas[1],
        initiatedBy: { automated: true },
        source: { repoURL: REPOSITORY },
      },
      { id: 2, revision: shas[2] },
    ]);
    expect(
      fieldAt(argo.application(), 'status', 'operationState'),
    ).toMatchObject({
      phase: 'Succeeded',
      syncResult: { revision: shas[2] },
    });
    const before = argo.cluster.writes.length;
    await rememberDeployments({
      control: argo.cluster,
      repositories: argo.repositories,
    });
    expect(argo.cluster.writes.length).toBe(before);
  });

  it('tells what the last sync applied, and nothing from before the Application was there', async () => {
    const argo = startTestArgoCd();
    await argo.push({
      'app/web.yaml': deploymentYaml('web', 'web:1'),
      'app/a.yaml': configMapYaml('a'),
    });
    await argo.pass(3_600);
    const second = await argo.push({
      'app/web.yaml': deploymentYaml('web', 'web:2'),
    });
    await argo.pass(3_600);
    const created = new Date(argo.cluster.nowMs()).toISOString();
    const third = await argo.push({
      'app/web.yaml': deploymentYaml('web', 'web:3'),
    });
    await argo.pass(3_600);
    argo.argoCd.dispose();
    argo.seedApplication(
      {
        syncPolicy: {
          automated: {},
          retry: { limit: 3 },
          syncOptions: ['ApplyOutOfSyncOnly=true'],
        },
      },
      { creationTimestamp: created },
    );
    await rememberDeployments({
      control: argo.cluster,
      repositories: argo.repositories,
    });
    const history = recordsAt(argo.application(), 'status', 'history');
    expect(history.map(each => [each.id, each.revision])).toEqual([
      [0, second],
      [1, third],
    ]);
    expect(String(history[0].deployStartedAt) >= created).toBe(true);
    expect(argo.application().status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
      operationState: {
        operation: {
          retry: { limit: 3 },
          sync: { syncOptions: ['ApplyOutOfSyncOnly=true'] },
        },
        syncResult: {
          resources: [
            {
              group: 'apps',
              kind: 'Deployment',
              namespace: 'shop',
              name: 'web',
              version: 'v1',
              status: 'Synced',
              message: 'deployment.apps/web configured',
              images: ['web:3'],
            },
          ],
        },
      },
    });
  });

  it('is done before anything else where Argo CD is said to have a past', async () => {
    const argo = startTestArgoCd();
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:1') });
    argo.argoCd.dispose();
    argo.seedApplication({ syncPolicy: { automated: {} } });
    const again = startArgoCd({
      control: argo.cluster,
      destinations: [argo.cluster],
      repositories: argo.repositories,
      hasPast: true,
      reportError: error => {
        throw error;
      },
    });
    await argo.pass(60);
    expect(argo.application().status).toMatchObject({
      sync: { status: 'OutOfSync' },
      history: [{ id: 0 }],
    });
    expect(argo.get('Deployment', 'web')).toBeUndefined();
    again.dispose();
  });

  it('reports nothing when it is stopped while it remembers', async () => {
    const argo = startTestArgoCd();
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:1') });
    argo.argoCd.dispose();
    argo.seedApplication();
    const errors: unknown[] = [];
    const again = startArgoCd({
      control: argo.cluster,
      destinations: [argo.cluster],
      repositories: {
        ...argo.repositories,
        commitsBetween: () => Promise.reject(new Error('aborted')),
      },
      hasPast: true,
      reportError: error => errors.push(error),
    });
    again.dispose();
    await argo.pass(5);
    expect(errors).toEqual([]);
  });

  it('leaves a hand edit visible although others have committed since', async () => {
    const argo = startTestArgoCd();
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:1') });
    argo.seedApplication(
      { syncPolicy: { automated: {} } },
      { annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' } },
    );
    await argo.pass();
    await argo.push({ 'other/b.yaml': 'x' });
    await argo.cluster.mergePatch(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
      },
      { spec: { replicas: 7 } },
      { manager: 'person' },
    );
    await argo.pass(600);
    expect(fieldAt(argo.application(), 'status', 'sync', 'status')).toBe(
      'OutOfSync',
    );
    expect(fieldAt(argo.get('Deployment', 'web'), 'spec', 'replicas')).toBe(7);
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:2') });
    await argo.pass();
    expect(fieldAt(argo.get('Deployment', 'web'), 'spec', 'replicas')).toBe(1);
    argo.stop();
  });
});
