/** Units as `go-humanize` reads them; case does not matter. */
const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  t: 1e12,
  tb: 1e12,
  p: 1e15,
  pb: 1e15,
  ki: 2 ** 10,
  kib: 2 ** 10,
  mi: 2 ** 20,
  mib: 2 ** 20,
  gi: 2 ** 30,
  gib: 2 ** 30,
  ti: 2 ** 40,
  tib: 2 ** 40,
  pi: 2 ** 50,
  pib: 2 ** 50,
};

/** The bytes of `5KiB`, `1.5 MB` or `42`; undefined for what is no size. O(length). */
export function parseByteSize(text: string): number | undefined {
  const match = /^(\d[\d,]*(?:\.\d*)?|\.\d+) *([a-z]*)$/i.exec(text);
  if (match === null) return undefined;
  const unit = match[2].toLowerCase();
  if (!Object.hasOwn(unitBytes, unit)) return undefined;
  return Math.trunc(Number(match[1].replace(/,/g, '')) * unitBytes[unit]);
}
