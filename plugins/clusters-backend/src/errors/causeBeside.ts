/** An error's message for a place that names the cluster already: without the `cluster NAME: ` it begins with. */
export function causeBeside(cluster: string, message: string): string {
  const prefix = `cluster ${cluster}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}
