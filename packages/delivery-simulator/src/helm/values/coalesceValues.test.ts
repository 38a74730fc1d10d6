import { toGoValue, toPlainValue, type GoMap } from '@orrery/go-template';
import { parseChart } from '../chart/Chart';
import { coalesceTables, tableAt } from './coalesceTables';
import { coalesceValues } from './coalesceValues';
import { enableSubcharts } from './enableSubcharts';

const map = (value: object): GoMap => {
  const result = toGoValue(value);
  return result instanceof Map ? result : new Map();
};
const chartOf = (
  values: object,
  dependencies: object,
  subcharts: Readonly<Record<string, object>>,
) =>
  parseChart(
    new Map([
      [
        'Chart.yaml',
        `apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies: ${JSON.stringify(
          dependencies,
        )}\n`,
      ],
      ['values.yaml', JSON.stringify(values)],
      ...Object.entries(subcharts).flatMap(
        ([name, own]): [string, string][] => [
          [
            `charts/${name}/Chart.yaml`,
            `apiVersion: v2\nname: ${name}\nversion: 1.4.0\n`,
          ],
          [`charts/${name}/values.yaml`, JSON.stringify(own)],
        ],
      ),
    ]),
  );

describe('coalesceTables()', () => {
  it('keeps what is there, fills in the rest, and drops what is nil', () => {
    const target = map({
      a: 1,
      t: { x: 1, gone: null },
      gone: null,
      text: 'x',
    });
    const defaults = map({
      a: 2,
      b: 3,
      t: { x: 9, y: 2, gone: 1 },
      gone: { deep: 1 },
      text: { no: 1 },
    });
    expect(toPlainValue(coalesceTables(target, defaults))).toEqual({
      a: 1,
      b: 3,
      t: { x: 1, y: 2 },
      text: 'x',
    });
    expect(toPlainValue(defaults)).toMatchObject({ a: 2, t: { x: 9 } });
  });

  it('finds tables by their path', () => {
    const values = map({ a: { b: { c: 1 } } });
    expect(toPlainValue(tableAt(values, 'a.b') ?? undefined)).toEqual({ c: 1 });
    expect([tableAt(values, 'a.b.c'), tableAt(values, 'x')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('coalesceValues()', () => {
  it('gives a subchart its values, those of its parent first, and the globals', () => {
    const chart = chartOf(
      { global: { env: 'prod', deep: { a: 1 } }, sub: { msg: 'parent' } },
      [],
      {
        sub: {
          msg: 'own',
          more: 1,
          global: { deep: { a: 9, b: 2 }, only: 'sub' },
        },
      },
    );
    const given = map({ sub: { extra: true }, global: { env: 'test' } });
    expect(toPlainValue(coalesceValues(chart, given))).toEqual({
      global: { env: 'test', deep: { a: 1 } },
      sub: {
        extra: true,
        msg: 'parent',
        more: 1,
        global: { env: 'test', deep: { a: 1, b: 2 }, only: 'sub' },
      },
    });
    expect(toPlainValue(given)).toEqual({
      sub: { extra: true },
      global: { env: 'test' },
    });
  });

  it('refuses a text where a subchart needs a table', () => {
    const chart = chartOf({}, [], { sub: {} });
    expect(() => coalesceValues(chart, map({ sub: 'x' }))).toThrow(
      'type mismatch on sub',
    );
  });
});

describe('enableSubcharts()', () => {
  const names = (dependencies: object, given: object = {}) =>
    enableSubcharts(
      chartOf({ on: { a: true }, tags: { back: false } }, dependencies, {
        a: {},
        b: {},
      }),
      map(given),
    ).subcharts.map(({ name }) => name);

  it.each([
    ['what Chart.yaml does not name', [], {}, ['a', 'b']],
    [
      'what a condition switches on',
      [{ name: 'a', version: '*', condition: 'on.b, on.a' }],
      {},
      ['b', 'a'],
    ],
    [
      'not what a condition switches off',
      [{ name: 'a', version: '*', condition: 'on.a' }],
      { on: { a: false } },
      ['b'],
    ],
    [
      'not what tags switch off',
      [{ name: 'a', version: '*', tags: ['back'] }],
      {},
      ['b'],
    ],
    [
      'what one of its tags switches on',
      [{ name: 'a', version: '*', tags: ['back', 'front'] }],
      { tags: { front: true } },
      ['b', 'a'],
    ],
    [
      'what a condition says against its tags',
      [{ name: 'a', version: '*', tags: ['back'], condition: 'on.a' }],
      {},
      ['b', 'a'],
    ],
    [
      'a chart under each of its aliases',
      [
        { name: 'a', version: '^1', alias: 'x' },
        { name: 'a', version: '1.4.0', alias: 'y' },
      ],
      {},
      ['b', 'x', 'y'],
    ],
    ['not another version', [{ name: 'a', version: '^2' }], {}, ['b']],
  ])('takes %s', (_, dependencies, given, expected) => {
    expect(names(dependencies, given)).toEqual(expected);
  });

  it('imports values, which those of the parent overrule', () => {
    const dependencies = [
      {
        name: 'a',
        version: '*',
        'import-values': ['data', { child: 'inner.t', parent: 'here.there' }],
      },
    ];
    const chart = chartOf({ port: 1 }, dependencies, {
      a: { exports: { data: { port: 2, host: 'h' } }, inner: { t: { z: 1 } } },
    });
    const { values } = enableSubcharts(chart, new Map());
    expect(toPlainValue(values)).toEqual({
      port: 1,
      host: 'h',
      here: { there: { z: 1 } },
    });
  });
});
