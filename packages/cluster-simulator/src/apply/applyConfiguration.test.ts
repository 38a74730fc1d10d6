import type { KubernetesObject } from '@orrery/kubernetes-model';
import { parseObject } from '../json/parseObject';
import builtInSchemas from '../openapi/builtInSchemas.json';
import { createSchemaCatalog } from '../openapi/SchemaCatalog';
import { applyConfiguration } from './applyConfiguration';
import { leavesOf } from './FieldSet';
import { parseManagedFields } from './ManagedFields';
import { recordUpdate } from './recordUpdate';

const catalog = createSchemaCatalog(builtInSchemas);
const type = { kind: 'reference', schema: 'v1.Deployment' } as const;
const writer = (manager: string, operation: 'Apply' | 'Update' = 'Apply') => ({
  manager,
  operation,
  apiVersion: 'apps/v1',
  time: '2026-01-01T00:00:00Z',
});

function deployment(
  spec: object,
  labels?: Record<string, string>,
): KubernetesObject {
  return parseObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', ...(labels ? { labels } : {}) },
    spec,
  });
}

function apply(
  live: KubernetesObject,
  manager: string,
  configuration: KubernetesObject,
  force = false,
) {
  return applyConfiguration(live, configuration, {
    catalog,
    type,
    writer: writer(manager),
    force,
  });
}

function ownersOf(object: KubernetesObject): Record<string, readonly string[]> {
  return Object.fromEntries(
    parseManagedFields(object).map(({ manager, fields }) => [
      manager,
      leavesOf(fields).map(path => path.join('/')),
    ]),
  );
}

const nothing = deployment({});
const withContainers = (...items: readonly object[]) =>
  deployment({ template: { spec: { containers: items } } });

describe('applyConfiguration()', () => {
  it('creates the object and owns exactly the fields that were named', () => {
    const created = apply(
      nothing,
      'a',
      deployment({ replicas: 2 }, { app: 'web' }),
    );
    expect(created.spec).toEqual({ replicas: 2 });
    expect(ownersOf(created)).toEqual({
      a: ['f:metadata/f:labels/f:app', 'f:spec/f:replicas'],
    });
  });

  it('removes a field that the manager named before and no longer names', () => {
    const before = apply(
      nothing,
      'a',
      deployment({ replicas: 2, minReadySeconds: 3 }),
    );
    expect(apply(before, 'a', deployment({ replicas: 2 })).spec).toEqual({
      replicas: 2,
    });
  });

  it('keeps an abandoned field that another manager owns too', () => {
    const both = apply(
      apply(nothing, 'a', deployment({ replicas: 2 })),
      'b',
      deployment({ replicas: 2 }),
    );
    const after = apply(both, 'a', deployment({ paused: false }));
    expect(after.spec).toEqual({ replicas: 2, paused: false });
    expect(ownersOf(after)).toEqual({
      a: ['f:spec/f:paused'],
      b: ['f:spec/f:replicas'],
    });
  });

  it('refuses to change what another manager applied, naming manager and field', () => {
    const live = apply(nothing, 'a', deployment({ replicas: 2 }));
    expect(() => apply(live, 'b', deployment({ replicas: 3 }))).toThrow(
      expect.objectContaining({
        reason: 'Conflict',
        message:
          'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "a"',
              field: '.spec.replicas',
            },
          ],
        },
      }),
    );
  });

  it('takes the fields over by force', () => {
    const live = apply(nothing, 'a', deployment({ replicas: 2, paused: true }));
    const forced = apply(live, 'b', deployment({ replicas: 3 }), true);
    expect(forced.spec).toEqual({ replicas: 3, paused: true });
    expect(ownersOf(forced)).toEqual({
      a: ['f:spec/f:paused'],
      b: ['f:spec/f:replicas'],
    });
  });

  it('conflicts with a plain update, naming its API version', () => {
    const live = recordUpdate(undefined, deployment({ replicas: 2 }), {
      catalog,
      type,
      writer: writer('kubectl-edit', 'Update'),
    });
    expect(() => apply(live, 'b', deployment({ replicas: 3 }))).toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas',
    );
  });

  it('merges keyed lists by their key and removes an item that is no longer named', () => {
    const live = apply(
      nothing,
      'a',
      withContainers({ name: 'x', image: 'x:1' }, { name: 'y', image: 'y:1' }),
    );
    const others = apply(
      live,
      'b',
      withContainers({ name: 'z', image: 'z:1' }),
    );
    const after = apply(
      others,
      'a',
      withContainers({ name: 'x', image: 'x:2' }),
    );
    expect(after.spec).toEqual({
      template: {
        spec: {
          containers: [
            { name: 'x', image: 'x:2' },
            { name: 'z', image: 'z:1' },
          ],
        },
      },
    });
  });

  it('changes nothing when the same configuration comes again', () => {
    const once = apply(
      nothing,
      'a',
      withContainers({
        name: 'x',
        image: 'x:1',
        ports: [{ containerPort: 80 }],
      }),
    );
    expect(
      apply(
        once,
        'a',
        withContainers({
          name: 'x',
          image: 'x:1',
          ports: [{ containerPort: 80 }],
        }),
      ),
    ).toEqual(once);
  });
});

describe('recordUpdate()', () => {
  it('moves ownership of what changed to the writer', () => {
    const live = apply(nothing, 'a', deployment({ replicas: 2, paused: true }));
    const after = recordUpdate(
      live,
      { ...live, spec: { replicas: 5, paused: true } },
      { catalog, type, writer: writer('scaler', 'Update') },
    );
    expect(ownersOf(after)).toEqual({
      a: ['f:spec/f:paused'],
      scaler: ['f:spec/f:replicas'],
    });
  });
});
