import { AlertingError } from '../AlertingError';
import { parseRuleGroups } from './parseRuleGroups';

const problemsOf = (value: unknown): readonly string[] => {
  try {
    parseRuleGroups(value, { file: 'r.yml' });
    return [];
  } catch (error) {
    if (!(error instanceof AlertingError)) throw error;
    return error.message.split('\n');
  }
};
const withRules = (...rules: unknown[]) => ({
  groups: [{ name: 'a', rules }],
});

describe('parseRuleGroups()', () => {
  it('reads groups with their defaults', () => {
    const [first, second] = parseRuleGroups(
      {
        groups: [
          {
            name: 'a',
            interval: '30s',
            limit: 5,
            rules: [
              { record: 'a:b', expr: 'up', labels: { n: 5 } },
              { alert: 'X', expr: 'up == 0', for: '1h30m', keep_firing_for: 0 },
            ],
          },
          { name: 'b' },
        ],
      },
      { file: 'r.yml', defaultIntervalMs: 15_000 },
    );
    expect(first).toMatchObject({
      name: 'a',
      file: 'r.yml',
      intervalMs: 30_000,
      limit: 5,
      rules: [
        { kind: 'recording', name: 'a:b', labels: { n: '5' } },
        {
          kind: 'alerting',
          name: 'X',
          forMs: 5_400_000,
          keepFiringForMs: 0,
          labels: {},
        },
      ],
    });
    expect(second).toMatchObject({ intervalMs: 15_000, limit: 0, rules: [] });
  });

  it.each([
    [
      { record: 'ab', alert: 'x', expr: 'up' },
      [`group "a", rule 1, "x": only one of 'record' and 'alert' must be set`],
    ],
    [
      { expr: 'up' },
      [`group "a", rule 1, "": one of 'record' or 'alert' must be set`],
    ],
    [
      { record: 'a' },
      [`group "a", rule 1, "a": field 'expr' must be set in rule`],
    ],
    [
      { record: 'a', expr: 'up{' },
      [
        `group "a", rule 1, "a": could not parse expression: 1:4: parse error: unexpected end of input inside braces`,
      ],
    ],
    [
      {
        record: 'a',
        expr: 'up',
        for: '5m',
        annotations: { x: 'y' },
        keep_firing_for: '5m',
      },
      [
        `group "a", rule 1, "a": invalid field 'annotations' in recording rule`,
        `group "a", rule 1, "a": invalid field 'for' in recording rule`,
        `group "a", rule 1, "a": invalid field 'keep_firing_for' in recording rule`,
      ],
    ],
    [
      { record: 'a b', expr: 'up', labels: { 'a-b': 'c', __name__: 'd' } },
      [
        `group "a", rule 1, "a b": invalid recording rule name: a b`,
        `group "a", rule 1, "a b": invalid label name: a-b`,
        `group "a", rule 1, "a b": invalid label name: __name__`,
      ],
    ],
    [
      {
        alert: 'q w',
        expr: 'up',
        annotations: {
          'a-b': 'c',
          good: '{{ nope }}',
          bad: '{{ $labels.x ',
        },
        labels: { z: '{{ if }}' },
      },
      [
        `group "a", rule 1, "q w": invalid annotation name: a-b`,
        `group "a", rule 1, "q w": label "z": template: __alert_q w:1: missing value for if`,
        `group "a", rule 1, "q w": annotation "good": template: __alert_q w:1: function "nope" not defined`,
        `group "a", rule 1, "q w": annotation "bad": template: __alert_q w:1: unclosed action`,
      ],
    ],
    [
      { alert: 'y', expr: 'up', for: '5q' },
      ['not a valid duration string: "5q"'],
    ],
    [
      { alert: 'y', expr: 'up', for: '-5m' },
      ['not a valid duration string: "-5m"'],
    ],
    [
      { alert: 'y', expr: 'up', fore: '5m' },
      ['field fore not found in type rulefmt.RuleNode'],
    ],
    [
      { alert: 'y', expr: 'up', labels: ['a'] },
      ['cannot unmarshal ["a"] into map[string]string'],
    ],
  ])('says what is wrong with %j', (rule, problems) => {
    expect(problemsOf(withRules(rule))).toEqual(problems);
  });

  it('says what is wrong with a file and its groups', () => {
    expect(problemsOf({ foo: 5 })).toEqual([
      'field foo not found in type rulefmt.RuleGroups',
    ]);
    expect(problemsOf({ groups: 5 })).toEqual([
      'cannot unmarshal 5 into []rulefmt.RuleGroup',
    ]);
    expect(problemsOf({ groups: [{ name: 'x', rulez: 5 }] })).toEqual([
      'field rulez not found in type rulefmt.RuleGroup',
    ]);
    expect(
      problemsOf({
        groups: [{ name: 'a' }, { name: 'a' }, { name: '', interval: '' }],
      }),
    ).toEqual([
      'groupname: "a" is repeated in the same file',
      'Groupname must not be empty',
      'empty duration string',
    ]);
  });

  it('takes an empty file for no groups', () => {
    expect(parseRuleGroups(undefined, { file: 'r.yml' })).toEqual([]);
  });
});
