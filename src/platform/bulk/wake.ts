// Wakes the worker of this process as soon as there is work; those of other processes find it by looking.

const listeners = new Set<() => void>();

/** Calls the listener whenever work was asked for in this process. @returns what ends that */
export function onWork(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells that there is work, after the write that asked for it is committed. */
export function tellWork(): Promise<void> {
  for (const listener of listeners) listener();
  return Promise.resolve();
}
