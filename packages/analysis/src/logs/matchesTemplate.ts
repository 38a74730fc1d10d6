import { wildcard } from './mask/MaskedToken';
import { plainText } from './mask/plainText';

/**
 * Whether a template's text fits a line: its constant parts occur in order, at both ends where it has no `<*>`; a run of
 * blanks, control characters and terminal colours counts as one blank, at the ends as none. O(line × parts) at worst, no errors.
 */
export function matchesTemplate(text: string, line: string): boolean {
  const parts = plainText(text).split(wildcard);
  const content = plainText(line);
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (parts.length === 1) return content === first;
  if (!content.startsWith(first) || !content.endsWith(last)) return false;
  let position = first.length;
  const end = content.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = content.indexOf(part, position);
    if (at < 0) return false;
    position = at + part.length;
  }
  return position <= end;
}
