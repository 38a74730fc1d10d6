import { hexOf } from '../managed/hexOf';

const MAX_NAME_LENGTH = 63;
const HASH_LENGTH = 12;

/** The name of a composed resource: that of its composite, and twelve digits that depend on composite and template. */
export function composedName(
  composite: { readonly name: string; readonly uid?: string },
  template: string,
): string {
  const hash = hexOf(`${composite.uid ?? ''}/${template}`, HASH_LENGTH);
  return `${composite.name.slice(
    0,
    MAX_NAME_LENGTH - HASH_LENGTH - 1,
  )}-${hash}`;
}
