import type { IncomingMessage } from 'node:http';

const MAX_FORM_BYTES = 1_048_576;

/** The parameters of the URL and of a form together, the form's first; undefined when the body is too long. */
export async function readParameters(
  request: IncomingMessage,
): Promise<URLSearchParams | undefined> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_FORM_BYTES) return undefined;
    chunks.push(part);
  }
  const type = request.headers['content-type'] ?? '';
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const parameters = new URLSearchParams(
    isForm ? Buffer.concat(chunks).toString('utf8') : '',
  );
  url.searchParams.forEach((value, name) => parameters.append(name, value));
  return parameters;
}
