import fc from 'fast-check';

import { hashToken } from '../hash/hashTokens';
import { newRate } from '../rate/templateRate';
import { createTemplateIndex } from './createTemplateIndex';
import { familyNaively, findNaively } from './createTemplateIndex.naive';
import { mergeTemplates } from './mergeTemplates';
import type { Template } from './Template';
import { createTemplate } from './Template';

function leaf(line: string): Template {
  const tokens = line.split(' ');
  return createTemplate({
    tokens,
    holes: [],
    shown: [...tokens],
    wild: tokens,
    doubtful: [],
    sizes: [],
    severity: 'info',
    lines: 1,
    firstSeenMs: undefined,
    lastSeenMs: undefined,
    rate: newRate(),
  });
}

const words = fc.constantFrom(
  'user',
  'from',
  'ann',
  'bob',
  'cid',
  'login',
  'failed',
  '<*>',
);
const sentence = fc
  .array(words, { minLength: 1, maxLength: 6 })
  .map(list => list.join(' '));
const ids = (members: readonly Template[] = []) =>
  members.map(member => member.id).sort();

describe('createTemplateIndex()', () => {
  it('finds and merges like a search through all templates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sentence, fc.boolean()), { maxLength: 40 }),
        steps => {
          const index = createTemplateIndex();
          let templates: Template[] = [];
          const remove = (gone: readonly Template[]) => {
            gone.forEach(index.remove);
            templates = templates.filter(template => !gone.includes(template));
          };
          const add = (template: Template) => {
            index.add(template);
            templates.push(template);
          };
          for (const [line, forgetsOldest] of steps) {
            const tokens = line.split(' ');
            const found = index.find(tokens.map(hashToken));
            expect(found?.id).toBe(findNaively(templates, tokens)?.id);
            if (found) continue;
            let template = leaf(line);
            add(template);
            for (;;) {
              const family = index.familyOf(template);
              const expected = familyNaively(templates, template);
              expect(family?.holes).toEqual(expected?.holes);
              expect(ids(family?.members)).toEqual(ids(expected?.members));
              if (!family) break;
              remove(family.members);
              template = mergeTemplates(family.members, family.holes);
              add(template);
            }
            if (forgetsOldest) remove(templates.slice(0, 1));
          }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes in what differs at two positions once both are variable', () => {
    const index = createTemplateIndex();
    const lines = [
      'login of user ann on host a',
      'login of user bob on host a',
    ];
    const merged = mergeTemplates(lines.map(leaf), [3]);
    const other = mergeTemplates(
      ['login of user ann on host b', 'login of user bob on host b'].map(leaf),
      [3],
    );
    const third = mergeTemplates(
      ['login of user ann on host c', 'login of user bob on host c'].map(leaf),
      [3],
    );
    const single = leaf('login of user dan on host d');
    [merged, other, single, third].forEach(index.add);
    expect(index.familyOf(third)).toEqual({
      members: [merged, other, third, single],
      holes: [3, 6],
    });
  });
});
