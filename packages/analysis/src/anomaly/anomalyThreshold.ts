/** A sample whose score reaches this is an anomaly: the one threshold for every series. */
export const anomalyThreshold = 0.999;
