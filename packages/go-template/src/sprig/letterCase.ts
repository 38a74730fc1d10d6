/** Go's `strings.Title`: the first letter of each word becomes a capital, the others stay. */
export function titleCase(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** `FirstName` and `first name` are `first_name`. */
export function snakeCase(text: string): string {
  return words(text).join('_');
}

/** `FirstName` is `first-name`. */
export function kebabCase(text: string): string {
  return words(text).join('-');
}

/** `http_server` is `HttpServer`. */
export function camelCase(text: string): string {
  return text
    .split(/[-_\s.]+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[-_\s.]+/)
    .filter(word => word !== '');
}
