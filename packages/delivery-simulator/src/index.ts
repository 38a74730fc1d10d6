export type {
  ApplyRequest,
  ClusterPort,
  DeleteRequest,
  KindRef,
  ObjectChange,
  ObjectEvent,
  ObjectRef,
  ServedKind,
  WriteRequest,
} from './cluster/ClusterPort';
export {
  ClusterRequestError,
  type ClusterRequestReason,
} from './cluster/ClusterRequestError';
