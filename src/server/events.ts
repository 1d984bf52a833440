import type { ChangedEvent } from '#domain/protocol.ts';

/** Carries "an exchange has reached this version" from a push to the phones that listen. */
export type ChangeEvents = {
  publish(event: ChangedEvent): void;
  /** @returns the function that ends the subscription */
  subscribe(exchangeId: string, listener: (event: ChangedEvent) => void): () => void;
  /** Hears of every exchange; null: events have been missed, and any of them may have changed. */
  subscribeAll(listener: (event: ChangedEvent | null) => void): () => void;
  /** Runs when the server closes, so that open streams can end. @returns the function that forgets it */
  onClose(listener: () => void): () => void;
  close(): void;
};

/** Events within one process; several carry them through PostgreSQL (postgres-events.ts). */
export function createChangeEvents(): ChangeEvents & { publishAll(): void } {
  const listeners = new Map<string, Set<(event: ChangedEvent) => void>>();
  const listenersToAll = new Set<(event: ChangedEvent | null) => void>();
  const closers = new Set<() => void>();
  let closed = false;
  return {
    publish(event) {
      for (const listener of listeners.get(event.exchangeId) ?? []) listener(event);
      for (const listener of listenersToAll) listener(event);
    },
    /** Something may have changed in any exchange: events have been missed. */
    publishAll() {
      for (const [exchangeId, group] of listeners) {
        for (const listener of group) listener({ type: 'changed', exchangeId, version: 0 });
      }
      for (const listener of listenersToAll) listener(null);
    },
    subscribe(exchangeId, listener) {
      const group = listeners.get(exchangeId) ?? new Set();
      listeners.set(exchangeId, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0 && listeners.get(exchangeId) === group) listeners.delete(exchangeId);
      };
    },
    subscribeAll(listener) {
      listenersToAll.add(listener);
      return () => listenersToAll.delete(listener);
    },
    onClose(listener) {
      if (closed) listener();
      else closers.add(listener);
      return () => closers.delete(listener);
    },
    close() {
      closed = true;
      for (const closer of [...closers]) closer();
      closers.clear();
    },
  };
}
