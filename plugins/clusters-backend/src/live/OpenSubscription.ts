import type { Caller } from '../access/Caller';

/** One subscription of one connection. All calls are harmless after `close()`. */
export interface OpenSubscription {
  /** Nothing is sent until `resume()`. */
  pause(): void;
  resume(): void;
  /** Finds rights anew; changed rights reset the subscription, lost rights end it. */
  recheck(caller: Caller): Promise<void>;
  close(): void;
}
