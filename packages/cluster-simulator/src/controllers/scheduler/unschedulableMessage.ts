/** The text of FailedScheduling: how many nodes there are and how many each reason rules out, reasons sorted. */
export function unschedulableMessage(
  reasonsByNode: readonly (readonly string[])[],
): string {
  const total = reasonsByNode.length;
  if (total === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const reasons of reasonsByNode) {
    for (const reason of reasons)
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const helped = reasonsByNode.filter(reasons =>
    reasons.every(isShortage),
  ).length;
  const list = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
  const preemption = [
    helped > 0
      ? `${helped} No preemption victims found for incoming pod`
      : undefined,
    helped < total
      ? `${total - helped} Preemption is not helpful for scheduling`
      : undefined,
  ].filter(part => part !== undefined);
  return `0/${total} nodes are available: ${list}. preemption: 0/${total} nodes are available: ${preemption.join(
    ', ',
  )}.`;
}

function isShortage(reason: string): boolean {
  return reason.startsWith('Insufficient') || reason === 'Too many pods';
}
