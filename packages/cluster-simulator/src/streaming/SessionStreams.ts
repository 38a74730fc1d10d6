/** Which streams a client asks for in the query of exec and attach. */
export interface SessionStreams {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly isTerminal: boolean;
}

/** `stdin=true&stdout=1&tty=true`; what is missing is off, as with the API server. */
export function parseSessionStreams(query: URLSearchParams): SessionStreams {
  const isOn = (name: string) =>
    ['true', '1', 't', 'T', 'TRUE', 'True'].includes(query.get(name) ?? '');
  return {
    stdin: isOn('stdin'),
    stdout: isOn('stdout'),
    stderr: isOn('stderr'),
    isTerminal: isOn('tty'),
  };
}
