import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rcaTask } from './rcaTask';

const steps = Array.from({ length: 60 }, (_, step) => step);

/** A web shop in front of a database; the window begins with minute 60 and `slowMs` in the database. */
function shop(slowMs: number) {
  const wobble = (step: number) => ((step * 7) % 5) - 2;
  const series = (extraMs: number, all: readonly number[]) => ({
    web: {
      latency_avg: all.map(step => 80 + wobble(step) + extraMs),
      requests: all.map(() => 100),
    },
    db: {
      latency_avg: all.map(step => 10 + wobble(step + 1) / 2 + extraMs),
      requests: all.map(() => 100),
    },
  });
  return JSON.stringify({
    id: 'shop',
    stepSeconds: 60,
    target: { node: 'web', metric: 'latency_avg' },
    nodes: [{ id: 'web' }, { id: 'db' }],
    edges: [{ caller: 'web', callee: 'db' }],
    normal: {
      timestamps: steps.map(step => step * 60),
      series: series(0, steps),
    },
    window: {
      timestamps: [3600, 3660, 3720],
      series: series(slowMs, [60, 61, 62]),
    },
  });
}

describe('rcaTask', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-rca-test-'));
    await mkdir(join(folder, 'input'));
    await mkdir(join(folder, 'labels'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes one answer per case, without the target, and scores them', async () => {
    await writeFile(join(folder, 'input', 'slow.json'), shop(50));
    await writeFile(join(folder, 'input', 'calm.json'), shop(0));
    await writeFile(
      join(folder, 'labels', 'cases.json'),
      JSON.stringify({
        slow: { issue: true, rootCause: 'db' },
        calm: { issue: false, rootCause: null },
      }),
    );
    const output = join(folder, 'output');
    await rcaTask.run(join(folder, 'input'), output);

    const answer: unknown = JSON.parse(
      await readFile(join(output, 'slow.json'), 'utf8'),
    );
    expect(answer).toEqual({
      anomalous: true,
      ranking: [{ node: 'db', score: expect.any(Number) }],
    });
    expect(await rcaTask.score(folder, output)).toContain(
      '| all | 1 / 1 | 1.000 | 1.000 | 1.000 | 1.000 |',
    );
  });

  it('names the file that it cannot read', async () => {
    await writeFile(join(folder, 'input', 'broken.json'), '{"nodes":[]}');
    await expect(
      rcaTask.run(join(folder, 'input'), join(folder, 'output')),
    ).rejects.toThrow(/broken\.json.*edges must be a list/);
  });
});
