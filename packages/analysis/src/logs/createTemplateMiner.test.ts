import fc from 'fast-check';

import { createTemplateMiner } from './createTemplateMiner';
import type { TemplateMinerState } from './createTemplateMiner';
import type { LogMatch } from './LogTemplate';
import { matchesTemplate } from './matchesTemplate';

/** The template texts of the groups that the lines are in when all are read, line by line. */
function groupTexts(lines: readonly string[]): string[] {
  const miner = createTemplateMiner();
  const ids = lines.map(line => miner.add(line).templateId);
  return ids.map(id => miner.template(id)?.text ?? 'gone');
}

/** As it comes back from a database. */
function storedAndLoaded(state: TemplateMinerState): TemplateMinerState {
  return JSON.parse(JSON.stringify(state));
}

const word = fc.constantFrom(
  'user',
  'ann',
  'bob',
  'cid',
  'opened',
  'closed',
  'session',
  'for',
  '10.0.0.7:80',
  '42',
  '5 MB',
  'via=web',
  'via=api',
  '"GET',
  '/a/b',
  'HTTP/1.1"',
  'HTTP/1.1"eth1',
  '',
  'Jul',
  '17',
  '\u001b[32minfo\u001b[39m',
  'eth0',
  'eth1',
  '<*>',
);
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(word, { maxLength: 8 }).map(words => words.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const lines = fc.array(line, { maxLength: 60 });

describe('createTemplateMiner()', () => {
  it('puts lines that differ in numbers and addresses into one group', () => {
    expect(
      groupTexts([
        'accepted connection 17 from 10.0.0.1:4711',
        'accepted connection 18 from 10.0.0.2:4712',
      ]),
    ).toEqual(Array(2).fill('accepted connection <*> from <*>'));
  });

  it('merges groups that differ in the name of a user, and leads their ids to the merged one', () => {
    const miner = createTemplateMiner();
    const first = miner.add('cart shared with user ann at (step=0)');
    const second = miner.add('cart shared with user bob at (step=7)');
    expect(second.merged).toEqual([first.templateId]);
    expect(miner.template(first.templateId)).toEqual(
      miner.template(second.templateId),
    );
    expect(miner.template(first.templateId)).toMatchObject({
      text: 'cart shared with user <*> at (step=<*>)',
      lines: 2,
    });
  });

  it('keeps lines apart that differ in a word of state', () => {
    const texts = [
      'started',
      'stopped',
      'paused',
      'resumed',
      'suspended',
      'destroyed',
    ].map(state => `instance web ${state} by its owner for maintenance`);
    expect(groupTexts(texts)).toEqual(texts);
  });

  it('shows a value as long as all lines agree on it, and a wildcard afterwards', () => {
    const miner = createTemplateMiner();
    let id = '';
    for (let i = 0; i < 8; i += 1)
      id = miner.add(`login via=web try ${i}`).templateId;
    expect(miner.template(id)?.text).toBe('login via=web try <*>');
    miner.add('login via=apisole try 9');
    expect(miner.template(id)?.text).toBe('login via=<*> try <*>');
  });

  it('gives a template the same id in every run, whatever came before', () => {
    const one = createTemplateMiner();
    const other = createTemplateMiner();
    other.add('something else');
    expect(other.add('took 12 ms').templateId).toBe(
      one.add('took 99 ms').templateId,
    );
  });

  it('gives a merged template the same id whatever was merged', () => {
    const idAfter = (users: string[]) => {
      const miner = createTemplateMiner();
      return users
        .map(user => miner.add(`login of user ${user} failed`).templateId)
        .at(-1);
    };
    expect(idAfter(['ann', 'bob'])).toBe(idAfter(['zoe', 'yan', 'xia']));
  });

  it('never holds more templates than allowed; the one not seen for longest leaves', () => {
    const miner = createTemplateMiner({ maxTemplates: 2 });
    const [first] = ['alpha', 'beta gamma'].map(
      text => miner.add(text).templateId,
    );
    miner.add('alpha');
    const match = miner.add('delta epsilon zeta');
    expect(match.evicted).toMatchObject({ text: 'beta gamma', lines: 1 });
    expect(miner.templates().map(template => template.text)).toEqual([
      'alpha',
      'delta epsilon zeta',
    ]);
    expect(miner.template(first)?.lines).toBe(2);
  });

  it('finds a template that came back after what it was merged into had left', () => {
    const miner = createTemplateMiner({ maxTemplates: 2 });
    const { templateId } = miner.add('login of user ann failed');
    miner.add('login of user bob failed');
    ['alpha', 'beta gamma'].forEach(text => miner.add(text));
    expect(miner.template(templateId)).toBeUndefined();
    expect(miner.add('login of user ann failed').templateId).toBe(templateId);
    expect(miner.template(templateId)?.lines).toBe(1);
  });

  it('refuses options out of range and states of another version', () => {
    expect(() => createTemplateMiner({ maxTemplates: 0 })).toThrow(
      'maxTemplates must be a whole number from 1, got 0',
    );
    const state: TemplateMinerState = JSON.parse(
      JSON.stringify({ ...createTemplateMiner().state(), version: 2 }),
    );
    expect(() => createTemplateMiner({}, state)).toThrow(
      "version of a template miner's state must be 1, got 2",
    );
  });

  it('resumes exactly after a restart at any line', () => {
    fc.assert(
      fc.property(
        lines,
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        (all, cut, maxTemplates) => {
          const add = (
            miner: { add(text: string, atMs: number): LogMatch },
            from: number,
            to: number,
          ) =>
            all
              .slice(from, to)
              .map((text, i) => miner.add(text, (from + i) * 20_000));
          const whole = createTemplateMiner({
            maxTemplates,
            learningMs: 60_000,
          });
          const before = createTemplateMiner({
            maxTemplates,
            learningMs: 60_000,
          });
          const wholeMatches = add(whole, 0, all.length);
          const firstMatches = add(before, 0, cut);
          const after = createTemplateMiner(
            { maxTemplates, learningMs: 60_000 },
            storedAndLoaded(before.state()),
          );
          expect([...firstMatches, ...add(after, cut, all.length)]).toEqual(
            wholeMatches,
          );
          expect(storedAndLoaded(after.state())).toEqual(
            storedAndLoaded(whole.state()),
          );
          expect(after.takeFindings()).toEqual(whole.takeFindings());
        },
      ),
      { seed: 1 },
    );
  });

  it('has for each line a template that fits it, as long as nothing was evicted', () => {
    fc.assert(
      fc.property(lines, all => {
        groupTexts(all).forEach((text, i) => {
          expect([text, all[i], matchesTemplate(text, all[i])]).toEqual([
            text,
            all[i],
            true,
          ]);
        });
      }),
      { seed: 1 },
    );
  });

  it('gives the same answers for the same lines', () => {
    fc.assert(
      fc.property(lines, all => {
        expect(groupTexts(all)).toEqual(groupTexts(all));
      }),
      { seed: 1 },
    );
  });

  it('puts empty and blank lines into one template without text', () => {
    expect(groupTexts(['', '  ', '\t\u0000'])).toEqual(['', '', '']);
  });

  it('stays bounded under 100 000 lines that have nothing in common', () => {
    const miner = createTemplateMiner({ maxTemplates: 100 });
    let seed = 1;
    const nextWord = () => {
      seed = (seed * 48271) % 2147483647;
      return seed
        .toString(26)
        .replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)]);
    };
    for (let i = 0; i < 100_000; i += 1)
      miner.add(`${nextWord()} ${nextWord()}`);
    expect(miner.templates()).toHaveLength(100);
    expect(JSON.stringify(miner.state()).length).toBeLessThan(100_000);
  });
});
