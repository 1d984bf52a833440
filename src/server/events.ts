import * as z from 'zod/mini';
import { type PresenceEvent, presenceEventSchema } from '#domain/presence/messages.ts';
import type { ChangedEvent } from '#domain/protocol.ts';
import { idSchema } from '#domain/scalars.ts';

/** Who writes where, on its way to the other devices of an exchange. The sender's own device is not told. */
export const toldPresenceSchema = z.object({ exchangeId: idSchema, deviceId: idSchema, event: presenceEventSchema });
export type ToldPresence = { readonly exchangeId: string; readonly deviceId: string; readonly event: PresenceEvent };

/** Carries "an exchange has reached this version" from a push to the phones that listen. */
export type ChangeEvents = {
  publish(event: ChangedEvent): void;
  /** @returns the function that ends the subscription */
  subscribe(exchangeId: string, listener: (event: ChangedEvent) => void): () => void;
  /** Tells the phones of an exchange who writes where. Nothing of it is kept; what is missed stays missed. */
  tellPresence(told: ToldPresence): void;
  /** @returns the function that ends the subscription */
  hearPresence(exchangeId: string, listener: (told: ToldPresence) => void): () => void;
  /** How many are listening. */
  count(): number;
  /** Hears of every exchange; null: events have been missed, and any of them may have changed. */
  subscribeAll(listener: (event: ChangedEvent | null) => void): () => void;
  /** Runs when the server closes, so that open streams can end. @returns the function that forgets it */
  onClose(listener: () => void): () => void;
  close(): void;
};

/** Events within one process; several carry them through PostgreSQL (postgres-events.ts). */
export function createChangeEvents(): ChangeEvents & { publishAll(): void } {
  const listeners = new Listeners<ChangedEvent>();
  const presenceListeners = new Listeners<ToldPresence>();
  const listenersToAll = new Set<(event: ChangedEvent | null) => void>();
  const closers = new Set<() => void>();
  let closed = false;
  return {
    publish(event) {
      listeners.tell(event);
      for (const listener of listenersToAll) listener(event);
    },
    /** Something may have changed in any exchange: events have been missed. */
    publishAll() {
      for (const exchangeId of listeners.exchangeIds()) listeners.tell({ type: 'changed', exchangeId, version: 0 });
      for (const listener of listenersToAll) listener(null);
    },
    subscribe: (exchangeId, listener) => listeners.add(exchangeId, listener),
    tellPresence: (told) => presenceListeners.tell(told),
    hearPresence: (exchangeId, listener) => presenceListeners.add(exchangeId, listener),
    count: () => listeners.count() + listenersToAll.size,
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

/** Those who want to hear of one exchange. */
class Listeners<Event extends { exchangeId: string }> {
  readonly #groups = new Map<string, Set<(event: Event) => void>>();

  add(exchangeId: string, listener: (event: Event) => void): () => void {
    const group = this.#groups.get(exchangeId) ?? new Set();
    this.#groups.set(exchangeId, group.add(listener));
    return () => {
      group.delete(listener);
      if (group.size === 0 && this.#groups.get(exchangeId) === group) this.#groups.delete(exchangeId);
    };
  }

  tell(event: Event): void {
    for (const listener of this.#groups.get(event.exchangeId) ?? []) listener(event);
  }

  exchangeIds(): string[] {
    return [...this.#groups.keys()];
  }

  count(): number {
    let count = 0;
    for (const group of this.#groups.values()) count += group.size;
    return count;
  }
}
