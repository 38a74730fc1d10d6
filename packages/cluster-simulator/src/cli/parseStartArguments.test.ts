import { parseStartArguments } from './parseStartArguments';

describe('parseStartArguments()', () => {
  it.each([
    [[], 'usual'],
    [['--quiet'], 'none'],
    [['--no-incidents'], 'none'],
    [['--incidents', 'plan.json'], { file: 'plan.json' }],
    [['--quiet', '--incidents', 'plan.json'], { file: 'plan.json' }],
  ])(
    'takes from %j which incidents happen by themselves',
    (args, incidents) => {
      expect(parseStartArguments(args).incidents).toEqual(incidents);
    },
  );

  it('refuses a plan and none at once', () => {
    expect(() =>
      parseStartArguments(['--no-incidents', '--incidents', 'plan.json']),
    ).toThrow('exclude each other');
  });
});
