import { followPods } from './followPods';
import { holdPods } from './holdPods';
import { PodServer } from './PodServer';
import type { Task } from './Task';

process.once('message', (task: Task) => {
  perform(task).then(
    answer => process.send?.({ answer }),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
});

function perform(task: Task): Promise<unknown> {
  switch (task.kind) {
    case 'serve':
      return new PodServer(
        task.pods,
        task.changesPerSecond,
        task.epochMs,
      ).listen();
    case 'hold':
      return holdPods(task.by, task.url, task.pods, task.holdMs);
    default:
      return followPods(task);
  }
}
