/** How far back an hour of calm lies. */
const BEFORE = 'offset 2h';

/** More than `factor` times what it was two hours before. */
export function risen(expression: string, factor: number): string {
  return `${expression} > ${factor} * (${withOffset(expression)})`;
}

/** Share of a service's requests that failed, above a threshold. */
export function failing(server: string, above: number): string {
  const rate = (family: string) =>
    `sum(rate(traces_service_graph_${family}{server="${server}"}[5m]))`;
  return `${rate('request_failed_total')} / ${rate(
    'request_total',
  )} > ${above}`;
}

/** Median response time of a service against what it was two hours before. */
export function slowed(server: string, factor: number): string {
  return risen(
    `histogram_quantile(0.5, sum by (le) (rate(traces_service_graph_request_server_seconds_bucket{server="${server}"}[5m])))`,
    factor,
  );
}

/** The present value of a gauge differs from that of ten minutes before the last hour's changes. */
export function changed(selector: string): string {
  return `changes(${selector}[1h]) > 0`;
}

function withOffset(expression: string): string {
  return expression.replace(/\[5m\]/g, `[5m] ${BEFORE}`);
}
