import { goFunction, type GoFunctions } from '../functions/GoFunction';

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const printable = Array.from({ length: 95 }, (_, index) =>
  String.fromCharCode(32 + index),
).join('');
const maxLength = 100_000;

/** Sprig's random values, drawn from numbers in [0, 1). */
export function randomFunctions(random: () => number): GoFunctions {
  const below = (limit: number) =>
    Math.min(Math.floor(random() * limit), limit - 1);
  const draw = (alphabet: string) =>
    goFunction(['int'], (count, context) => {
      if (count > maxLength)
        throw new Error(`more than ${maxLength} random characters`);
      context.spend(Math.max(count, 0));
      return Array.from(
        { length: Math.max(count, 0) },
        () => alphabet[below(alphabet.length)],
      ).join('');
    });
  return {
    randAlphaNum: draw(letters + digits),
    randAlpha: draw(letters),
    randNumeric: draw(digits),
    randAscii: draw(printable),
    randInt: goFunction(['int', 'int'], (from, to) => {
      if (to <= from) throw new Error('invalid argument to Intn');
      return BigInt(from + below(to - from));
    }),
    uuidv4: goFunction([], () =>
      'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, place =>
        (place === 'x' ? below(16) : 8 + below(4)).toString(16),
      ),
    ),
  };
}
