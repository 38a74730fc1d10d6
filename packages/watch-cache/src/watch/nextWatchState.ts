export type WatchPhase =
  | 'listing'
  | 'connecting'
  | 'watching'
  | 'refreshing'
  | 'backingOff'
  | 'forbidden'
  | 'closed';
