import type { AppNode } from '../tree/AppTree';

/** `checkout:v1.42`, several joined by commas; while two revisions run, `checkout:v1.42 ← v1.41`. */
export function imageTextOf({ row, children }: AppNode): string {
  if (!('images' in row)) return '';
  const current = row.images.map(shortImage).join(', ');
  if (row.kind !== 'Deployment') return current;
  const old = children
    .map(child => ('images' in child.row ? child.row.images[0] : undefined))
    .find(image => image !== undefined && !row.images.includes(image));
  return old === undefined ? current : `${current} ← ${tagOf(old)}`;
}

/** Without registry and path; a digest is cut to what a person compares. */
function shortImage(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.replace(/@sha256:([0-9a-f]{8})[0-9a-f]*/, '@$1');
}

function tagOf(image: string): string {
  const short = shortImage(image);
  const at = Math.max(short.lastIndexOf(':'), short.lastIndexOf('@'));
  return at < 0 ? short : short.slice(at + 1);
}
