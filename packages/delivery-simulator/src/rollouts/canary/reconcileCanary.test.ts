import {
  createRolloutCluster,
  rollout,
  template,
  type RolloutCluster,
} from '../../testing/rollouts/createRolloutCluster';

const steps = [
  { setWeight: 34 },
  { pause: {} },
  { setWeight: 67 },
  { pause: { duration: '1m' } },
];

describe('a Rollout with the canary strategy', () => {
  let cluster: RolloutCluster;
  beforeEach(async () => {
    cluster = await createRolloutCluster();
  });
  afterEach(() => cluster.dispose());

  async function deployed(strategy: object = { steps }, spec: object = {}) {
    await cluster.create(rollout({ canary: strategy }, { ...spec }));
    await cluster.pass(30);
  }
  const update = (tag: string) =>
    cluster.patch({ spec: { template: template(tag) } });
  const condition = (type: string) => {
    const found = cluster.status().conditions;
    return Array.isArray(found)
      ? found.find((each: { type: string }) => each.type === type)
      : undefined;
  };

  it('brings the first version up without any step', async () => {
    await deployed();
    const [only] = cluster.replicaSets();
    expect(cluster.sizes()).toEqual([[1, 3]]);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      currentPodHash: only.hash,
      stableRS: only.hash,
      currentStepIndex: 4,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      HPAReplicas: 3,
      selector: 'app=web',
      observedGeneration: '1',
    });
    expect(cluster.get('Rollout', 'web')?.metadata.annotations).toEqual({
      'rollout.argoproj.io/revision': '1',
    });
    expect(condition('Healthy')).toMatchObject({ status: 'True' });
    expect(condition('Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${only.name}" has successfully progressed.`,
    });
    expect(cluster.events()).toEqual([
      'RolloutUpdated Rollout updated to revision 1',
      `NewReplicaSetCreated Created ReplicaSet ${only.name} (revision 1)`,
      `ScalingReplicaSet Scaled up ReplicaSet ${only.name} (revision 1) from 0 to 3`,
      `RolloutCompleted Rollout completed update to revision 1 (${only.hash}): Initial deploy`,
    ]);
  });

  it('labels its pods and ReplicaSets with the hash of the template', async () => {
    await deployed();
    const [{ object, hash }] = cluster.replicaSets();
    expect(object.spec).toMatchObject({
      selector: {
        matchLabels: { app: 'web', 'rollouts-pod-template-hash': hash },
      },
      template: {
        metadata: {
          labels: { app: 'web', 'rollouts-pod-template-hash': hash },
        },
      },
    });
  });

  it('holds an update at a pause without a time until somebody promotes it', async () => {
    await deployed();
    await update('2');
    await cluster.pass(600);
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentStepIndex: 1,
      controllerPause: true,
      pauseConditions: [{ reason: 'CanaryPauseStep' }],
    });
    expect(condition('Paused')).toMatchObject({ status: 'True' });
    expect(cluster.sizes()).toEqual([
      [1, 2],
      [2, 2],
    ]);
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(30);
    expect(cluster.status()).toMatchObject({
      currentStepIndex: 3,
      phase: 'Paused',
    });
    await cluster.pass(120);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      currentStepIndex: 4,
      stableRS: cluster.replicaSets()[1].hash,
    });
    expect(cluster.status().pauseConditions).toBeUndefined();
    expect(cluster.sizes()).toEqual([
      [1, 0],
      [2, 3],
    ]);
    expect(cluster.events()).toContain(
      `RolloutNotCompleted Rollout not completed, started update to revision 2 (${
        cluster.replicaSets()[1].hash
      })`,
    );
    expect(
      cluster.events().filter(each => each.startsWith('RolloutStep')),
    ).toEqual([
      'RolloutStepCompleted Rollout step 1/4 completed (setWeight: 34)',
      'RolloutStepCompleted Rollout step 2/4 completed (pause)',
      'RolloutStepCompleted Rollout step 3/4 completed (setWeight: 67)',
      'RolloutStepCompleted Rollout step 4/4 completed (pause: 1m)',
    ]);
    expect(cluster.events()).toContainEqual(
      expect.stringContaining('Completed all 4 canary steps'),
    );
  });

  it('says that more replicas need to be updated while a step moves pods', async () => {
    await deployed();
    await update('2');
    await cluster.pass(2);
    expect(cluster.status()).toMatchObject({
      phase: 'Progressing',
      message: 'more replicas need to be updated',
    });
  });

  it('waits at a timed pause as long as it says', async () => {
    await deployed({ steps: [{ setWeight: 50 }, { pause: { duration: 60 } }] });
    await update('2');
    await cluster.pass(20);
    expect(cluster.status().phase).toBe('Paused');
    await cluster.pass(40);
    expect(cluster.status().phase).toBe('Paused');
    await cluster.pass(40);
    expect(cluster.status().phase).toBe('Healthy');
  });

  it.each([
    { replicas: 10, maxSurge: 1, maxUnavailable: 0, most: 11, fewest: 10 },
    { replicas: 10, maxSurge: 0, maxUnavailable: 2, most: 10, fewest: 8 },
    { replicas: 4, maxSurge: '25%', maxUnavailable: '25%', most: 5, fewest: 3 },
  ])(
    'keeps surge $maxSurge and unavailable $maxUnavailable of $replicas without steps',
    async ({ replicas, maxSurge, maxUnavailable, most, fewest }) => {
      await deployed({ maxSurge, maxUnavailable }, { replicas });
      const seen = { most: 0, fewest: Infinity };
      const stop = cluster.cluster.subscribe(
        { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
        () => {
          const all = cluster.replicaSets();
          const total = all.reduce((sum, each) => sum + each.replicas, 0);
          const available = all.reduce(
            (sum, each) =>
              sum + Math.min(each.replicas, each.availableReplicas),
            0,
          );
          seen.most = Math.max(seen.most, total);
          seen.fewest = Math.min(seen.fewest, available);
        },
      );
      await update('2');
      await cluster.pass(300);
      stop();
      expect(seen).toEqual({ most, fewest });
      expect(cluster.status().phase).toBe('Healthy');
      expect(cluster.sizes()).toEqual([
        [1, 0],
        [2, replicas],
      ]);
    },
  );

  it('takes an aborted update back to the stable version and is degraded', async () => {
    await deployed();
    await update('2');
    await cluster.pass(60);
    await cluster.patchStatus({ abort: true });
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      abort: true,
      currentStepIndex: 0,
      stableRS: cluster.replicaSets()[0].hash,
    });
    expect(cluster.status().pauseConditions).toBeUndefined();
    expect(cluster.status().abortedAt).toEqual(expect.any(String));
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 0],
    ]);
    expect(
      cluster.events().filter(each => each.startsWith('RolloutAborted')),
    ).toEqual(['RolloutAborted Rollout aborted update to revision 2']);
  });

  it('starts the steps over when an aborted update is retried', async () => {
    await deployed();
    await update('2');
    await cluster.pass(60);
    await cluster.patchStatus({ abort: true });
    await cluster.pass(60);
    await cluster.patchStatus({ abort: false });
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentStepIndex: 1,
    });
    expect(cluster.status().abort).toBeFalsy();
    expect(cluster.status().abortedAt).toBeUndefined();
  });

  it('skips the remaining steps on full promotion', async () => {
    await deployed();
    await update('2');
    await cluster.pass(60);
    await cluster.patchStatus({ promoteFull: true });
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      currentStepIndex: 4,
    });
    expect(cluster.status().promoteFull).toBeFalsy();
    expect(cluster.events()).toContainEqual(
      expect.stringContaining('Full promotion requested'),
    );
  });

  it('goes back to the stable ReplicaSet at once when the change is undone', async () => {
    await deployed();
    const [first] = cluster.replicaSets();
    await update('2');
    await cluster.pass(60);
    await update('1');
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      currentStepIndex: 4,
      stableRS: first.hash,
    });
    expect(cluster.sizes()).toEqual([
      [2, 0],
      [3, 3],
    ]);
    expect(cluster.replicaSets()[1].object.metadata.uid).toBe(
      first.object.metadata.uid,
    );
    expect(cluster.events()).toContain('SkipSteps Rollback to stable');
  });

  it('skips the steps of a rollback within the window', async () => {
    await deployed({ steps }, { rollbackWindow: { revisions: 1 } });
    for (const tag of ['2', '3']) {
      await update(tag);
      await cluster.pass(30);
      await cluster.patchStatus({ promoteFull: true });
      await cluster.pass(30);
    }
    await update('2');
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      currentStepIndex: 4,
    });
    expect(cluster.events()).toContain('SkipSteps Rollback within the window');
    await update('1');
    await cluster.pass(60);
    expect(cluster.status().phase).toBe('Paused');
  });

  it('does nothing to a paused Rollout but scale it', async () => {
    await deployed();
    await cluster.patch({ spec: { paused: true, template: template('2') } });
    await cluster.pass(60);
    expect(cluster.sizes()).toEqual([[1, 3]]);
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      message: 'manually paused',
    });
    await cluster.patch({ spec: { paused: false, template: template('1') } });
    await cluster.pass(30);
    await cluster.patch({ spec: { paused: true, replicas: 5 } });
    await cluster.pass(30);
    expect(cluster.sizes()).toEqual([[1, 5]]);
  });

  it('keeps the shares when it is scaled in the middle of an update', async () => {
    await deployed(
      { steps: [{ setWeight: 50 }, { pause: {} }] },
      { replicas: 4 },
    );
    await update('2');
    await cluster.pass(60);
    await cluster.patch({ spec: { replicas: 8 } });
    await cluster.pass(60);
    expect(cluster.sizes()).toEqual([
      [1, 4],
      [2, 4],
    ]);
    expect(cluster.status().phase).toBe('Paused');
  });

  it('declares an update stuck after its deadline', async () => {
    await deployed(
      { steps: [{ setWeight: 50 }] },
      { progressDeadlineSeconds: 60 },
    );
    await update('broken');
    await cluster.pass(50);
    expect(cluster.status().phase).toBe('Progressing');
    await cluster.pass(60);
    expect(cluster.status().phase).toBe('Degraded');
    expect(cluster.status().message).toMatch(
      /^ProgressDeadlineExceeded: ReplicaSet "web-\w+" has timed out progressing\.$/,
    );
  });

  it('aborts a stuck update where progressDeadlineAbort says so', async () => {
    await deployed(
      { steps: [{ setWeight: 50 }] },
      { progressDeadlineSeconds: 60, progressDeadlineAbort: true },
    );
    await update('broken');
    await cluster.pass(180);
    expect(cluster.status()).toMatchObject({ abort: true, phase: 'Degraded' });
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });

  it('keeps as many old ReplicaSets as its history limit', async () => {
    await deployed({}, { revisionHistoryLimit: 1 });
    for (const tag of ['2', '3', '4']) {
      await update(tag);
      await cluster.pass(60);
    }
    expect(cluster.sizes()).toEqual([
      [3, 0],
      [4, 3],
    ]);
  });

  it('resumes at the step that somebody writes into the status', async () => {
    await deployed();
    await update('2');
    await cluster.pass(60);
    await cluster.patchStatus({ currentStepIndex: 2, pauseConditions: null });
    await cluster.pass(20);
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      currentStepIndex: 3,
    });
  });

  it('refuses steps that are not simulated', async () => {
    await deployed({ steps: [{ experiment: { templates: [] } }] });
    expect(cluster.status()).toMatchObject({ phase: 'Degraded' });
    expect(cluster.status().message).toContain(
      'steps[0].experiment: Invalid value: steps of this kind are not simulated',
    );
    expect(cluster.sizes()).toEqual([]);
  });

  it('writes nothing when nothing changes', async () => {
    await deployed();
    const before = cluster.cluster.writes.length;
    await cluster.pass(3_600);
    expect(cluster.cluster.writes.length).toBe(before);
  });
});
