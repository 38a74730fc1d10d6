import { Postings } from './Postings';

describe('Postings', () => {
  it('finds members by term and drops terms that nobody has', () => {
    const postings = new Postings<number>();
    postings.add('a', 1);
    postings.add('a', 2);
    postings.remove('a', 1);
    expect([...postings.of('a')]).toEqual([2]);
    postings.remove('a', 2);
    postings.remove('never', 2);
    expect([...postings.of('a')]).toEqual([]);
    expect(postings.terms).toBe(0);
  });
});
