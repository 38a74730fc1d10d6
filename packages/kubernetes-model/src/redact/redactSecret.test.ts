import { secret } from '../testing';
import { redactSecret } from './redactSecret';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

describe('redactSecret()', () => {
  it('replaces every value and keeps the names and all else', () => {
    const managedFields = [{ manager: 'kubectl' }];
    const annotations = { team: 'shop' };
    expect(
      redactSecret(
        secret('a', {
          metadata: {
            managedFields,
            annotations: { ...annotations, [APPLIED]: '{"data":"c2hvcA=="}' },
          },
          stringData: { token: 'hunter2' },
        }),
      ),
    ).toEqual(
      secret('a', {
        metadata: { managedFields, annotations },
        data: { username: '••••••', password: '••••••' },
        stringData: { token: '••••••' },
      }),
    );
  });

  it('leaves its input as it is', () => {
    const item = secret('a');
    redactSecret(item);
    expect(item).toEqual(secret('a'));
  });

  it('replaces data that is not a map as a whole', () => {
    const item = { ...secret('a'), data: ['hunter2'], stringData: 'hunter2' };
    expect(redactSecret(item)).toEqual({
      ...item,
      data: '••••••',
      stringData: '••••••',
    });
  });

  it('adds nothing to a secret without values', () => {
    const item = secret('a', { data: undefined });
    expect(redactSecret(item)).toEqual(item);
  });

  it('replaces a value called __proto__', () => {
    const data: unknown = JSON.parse('{"__proto__":"hunter2"}');
    expect(
      JSON.stringify(redactSecret({ ...secret('a'), data })),
    ).not.toContain('hunter2');
  });
});
