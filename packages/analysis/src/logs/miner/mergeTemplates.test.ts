import { createLineMasker } from '../mask/createLineMasker';
import { newRate } from '../rate/templateRate';
import { mergeTemplates } from './mergeTemplates';
import type { Template, TemplateParts } from './Template';
import { createTemplate, templateText } from './Template';

const masker = createLineMasker();

function leaf(line: string, parts: Partial<TemplateParts> = {}): Template {
  const tokens = masker.mask(line);
  return createTemplate({
    tokens: tokens.map(token => token.key),
    holes: [],
    shown: tokens.map(token => token.text),
    wild: tokens.map(token => token.wild),
    doubtful: [],
    sizes: [],
    severity: 'info',
    lines: 1,
    firstSeenMs: undefined,
    lastSeenMs: undefined,
    rate: newRate(),
    ...parts,
  });
}

describe('mergeTemplates()', () => {
  it('shows elsewhere what all of them show', () => {
    const merged = mergeTemplates(
      [
        leaf('user ann by via=web on eth0'),
        leaf('user bob by via=api on eth0'),
      ],
      [1],
    );
    expect(templateText(merged)).toBe('user <*> by via=<*> on eth0');
    expect(merged.open).toEqual([5]);
  });

  it('does not depend on the order of its parts', () => {
    const parts = [
      leaf('user ann left', { rate: { ...newRate(), mean: 0.1 } }),
      leaf('user bob left', { rate: { ...newRate(), mean: 0.2 } }),
      leaf('user cid left', { rate: { ...newRate(), mean: 0.3 } }),
    ];
    expect(mergeTemplates(parts.toReversed(), [1])).toEqual(
      mergeTemplates(parts, [1]),
    );
  });

  it('adds lines and rates up, spans all times and takes the worst severity', () => {
    const merged = mergeTemplates(
      [
        leaf('user ann left', {
          lines: 2,
          severity: 'warning',
          firstSeenMs: 5,
          lastSeenMs: 9,
          rate: {
            counted: 1,
            mean: 2,
            dispersion: 3,
            minutes: 4,
            isChanged: false,
          },
        }),
        leaf('user bob left', {
          lines: 3,
          firstSeenMs: 2,
          lastSeenMs: 7,
          rate: {
            counted: 10,
            mean: 20,
            dispersion: 1,
            minutes: 2,
            isChanged: true,
          },
        }),
        leaf('user cid left', { lines: 4 }),
      ],
      [1],
    );
    expect(merged).toMatchObject({
      lines: 9,
      severity: 'warning',
      firstSeenMs: 2,
      lastSeenMs: 9,
      rate: {
        counted: 11,
        mean: 22,
        dispersion: 3,
        minutes: 4,
        isChanged: true,
      },
    });
  });
});
