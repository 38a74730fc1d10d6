const labelNamePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
const metricNamePattern = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** Whether a text may name a label. */
export function isLabelName(text: string): boolean {
  return labelNamePattern.test(text);
}

/** Whether a text may name a metric, and so a recording rule. */
export function isMetricName(text: string): boolean {
  return metricNamePattern.test(text);
}
