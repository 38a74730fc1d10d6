import type { Duplex } from 'node:stream';
import type { Pod } from '../controllers/kinds/Pod';
import type { CommandOutcome, CommandStreams } from './CommandStreams';

/** What runs inside pods, as exec, attach and port-forward reach it. */
export interface PodProcesses {
  /** Throws StatusError before anything starts when the container cannot take a command. */
  requireRunning(pod: Pod, container: string): void;
  exec(
    pod: Pod,
    container: string,
    command: readonly string[],
    streams: CommandStreams,
  ): Promise<CommandOutcome>;
  /** Follows the main process of the container. */
  attach(
    pod: Pod,
    container: string,
    streams: CommandStreams,
  ): Promise<CommandOutcome>;
  /** A connection to a port of the pod. Throws an Error in the words of the dialler when nobody listens. */
  connect(pod: Pod, port: number): Duplex;
}
