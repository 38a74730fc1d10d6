import { ignoredPathsOf } from './ignoredPathsOf';
import { parseJqPath } from './parseJqPath';
import { removePath } from './removePath';

const LIVE = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'shop',
    annotations: { 'a/b': '1', c: '2' },
    managedFields: [
      {
        manager: 'autoscaler',
        fieldsV1: {
          'f:spec': {
            'f:replicas': {},
            'f:template': {
              'f:spec': {
                'f:containers': {
                  'k:{"name":"main"}': { '.': {}, 'f:image': {} },
                },
              },
            },
          },
        },
      },
      { manager: 'other', fieldsV1: { 'f:spec': { 'f:paused': {} } } },
    ],
  },
  spec: {
    replicas: 3,
    paused: false,
    template: {
      spec: {
        containers: [
          { name: 'proxy', image: 'p' },
          { name: 'main', image: 'm' },
        ],
      },
    },
  },
};
const entry = (fields: Record<string, unknown>) => ({
  group: 'apps',
  kind: 'Deployment',
  jsonPointers: [],
  jqPathExpressions: [],
  managedFieldsManagers: [],
  ...fields,
});
const left = (fields: Record<string, unknown>) =>
  ignoredPathsOf([entry(fields)], LIVE).reduce<unknown>(
    (value, path) => removePath(value, path),
    LIVE,
  );

describe('ignoredPathsOf()', () => {
  it.each([
    [
      {
        jsonPointers: [
          '/spec/replicas',
          '/metadata/annotations/a~1b',
          '/nope/x',
        ],
      },
    ],
    [
      {
        jqPathExpressions: [
          '.spec.replicas',
          '.metadata.annotations["a/b"]',
          '.metadata.annotations | keys',
        ],
      },
    ],
    [
      {
        jqPathExpressions: ['.spec | .replicas', '.metadata.annotations."a/b"'],
      },
    ],
  ])('leaves out what %j names', fields => {
    expect(left(fields)).toMatchObject({
      metadata: { annotations: { c: '2' } },
      spec: { paused: false },
    });
    expect(JSON.stringify(left(fields))).not.toMatch(/"replicas":3|a\/b/);
  });

  it('goes through lists, all of them or chosen items', () => {
    expect(
      left({ jqPathExpressions: ['.spec.template.spec.containers[].image'] }),
    ).toMatchObject({
      spec: {
        template: {
          spec: { containers: [{ name: 'proxy' }, { name: 'main' }] },
        },
      },
    });
    const images = (fields: Record<string, unknown>) =>
      JSON.stringify(left(fields)).match(/"image":"."/g);
    expect(
      images({ jqPathExpressions: ['.spec.template.spec.containers[].image'] }),
    ).toBeNull();
    expect(
      images({
        jqPathExpressions: [
          '.spec.template.spec.containers[] | select(.name == "main") | .image',
        ],
      }),
    ).toEqual(['"image":"p"']);
    expect(
      images({ jqPathExpressions: ['.spec.template.spec.containers[0]'] }),
    ).toEqual(['"image":"m"']);
    expect(
      images({ jsonPointers: ['/spec/template/spec/containers/1/image'] }),
    ).toEqual(['"image":"p"']);
  });

  it('leaves out what a manager owns', () => {
    expect(left({ managedFieldsManagers: ['autoscaler'] })).toMatchObject({
      spec: {
        paused: false,
        template: { spec: { containers: [{ image: 'p' }, { name: 'main' }] } },
      },
    });
    expect(
      JSON.stringify(left({ managedFieldsManagers: ['autoscaler'] })),
    ).not.toMatch(/"replicas":3|"image":"m"/);
  });

  it.each([
    [{ kind: 'StatefulSet' }],
    [{ group: '' }],
    [{ name: 'api' }],
    [{ namespace: 'bank' }],
  ])('is for others: %j', fields => {
    expect(left({ jsonPointers: ['/spec/replicas'], ...fields })).toBe(LIVE);
  });

  it('is for all of them with stars', () => {
    expect(
      left({ group: '*', kind: '*', jsonPointers: ['/spec'] }),
    ).not.toHaveProperty('spec');
  });
});

describe('parseJqPath()', () => {
  it.each(['', '.a | keys', 'del(.a)', '.a[1:2]', '.a == 1', '..'])(
    'does not know %j',
    text => {
      expect(parseJqPath(text)).toBeUndefined();
    },
  );
});
