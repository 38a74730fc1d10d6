/** A portal that belongs to the tests: its own ports, its own simulated fleet. */
export interface TestPortal {
  readonly url: string;
  readonly backendUrl: string;
  /** For kubectl. */
  readonly kubeconfig: string;
  /** Where the simulator takes commands, among them faults. */
  readonly simulatorControlUrl: string;
  /** Ends the backend; what is open in the browser stays open. */
  stopBackend(): Promise<void>;
  /** After `stopBackend`; resolves when a new backend is ready. */
  startBackend(): Promise<void>;
  /** Ends every process. */
  dispose(): Promise<void>;
}
