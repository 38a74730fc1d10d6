import type { CommitAuthor } from '@orrery/delivery-simulator';

const PEOPLE = [
  'Mara Lindqvist',
  'Tomas Reyes',
  'Ada Okafor',
  'Jonas Weber',
  'Priya Raman',
  'Lucia Marchetti',
  'Noor Haddad',
  'Ben Takahashi',
  'Eva Novak',
  'Sam Whitfield',
] as const;

/** Who of a team made the n-th change; every team has three people. */
export function authorOf(team: string, n: number): CommitAuthor {
  const first = [...team].reduce(
    (sum, letter) => sum + letter.charCodeAt(0),
    0,
  );
  const name = PEOPLE[(first + (n % 3) * 3) % PEOPLE.length];
  return {
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@shop.example`,
  };
}
