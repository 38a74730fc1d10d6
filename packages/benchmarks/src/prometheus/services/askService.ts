/** What a service answers, with a JSON body as its value. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A request to a service. */
export interface ServiceRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  /** JSON unless given. */
  readonly contentType?: string;
}

const answerTimeoutMs = 60_000;

/** Asks a service; a body that is no JSON stays a text. */
export async function askService(
  url: string,
  {
    method = 'GET',
    path,
    body,
    contentType = 'application/json',
  }: ServiceRequest,
): Promise<ServiceAnswer> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body, headers: { 'Content-Type': contentType } }),
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const isEmpty = text.trim() === '';
  return {
    status: response.status,
    body: isJson && !isEmpty ? (JSON.parse(text) as unknown) : text,
  };
}
