import fc from 'fast-check';

import { matchesTemplate } from '../matchesTemplate';
import { showHole } from './showHole';

describe('showHole()', () => {
  it.each([
    [['ann', 'bob'], '<*>'],
    [['(ann),', '(bob),'], '(<*>),'],
    [['(ann),', 'bob,'], '<*>,'],
    [['<*>,', 'ann,'], '<*>,'],
    [["'a'", "'<*>'"], "'<*>'"],
    [['***', '*a*'], '*<*>'],
    [['-', 'a'], '<*>'],
  ])('shows %j as %j', (values, shown) => {
    expect(showHole(values)).toBe(shown);
    expect(showHole(values.toReversed())).toBe(shown);
  });

  it('fits every value', () => {
    const value = fc
      .string({ unit: fc.constantFrom('a', '1', '(', ')', ',', '<*>', '-') })
      .filter(text => text !== '');
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), values => {
        const shown = showHole(values);
        for (const each of values)
          expect([shown, each, matchesTemplate(shown, each)]).toEqual([
            shown,
            each,
            true,
          ]);
      }),
      { seed: 1 },
    );
  });
});
