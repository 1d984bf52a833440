import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { mayWrite } from '#domain/access/may.ts';
import type { MutationName } from '#domain/mutators.ts';
import { useStore } from '../context.ts';

/** Whether the Hub has closed the open exchange; PhaseProvider reads it once for all screens. */
export const ClosedContext = createContext(false);

/**
 * Whether this person may write this now, by the authorisation table: what may not be written is not offered. A form that
 * was opened with the words of a refused write stays, or nobody could read them there.
 */
export function useMay(name: MutationName): boolean {
  const closed = useContext(ClosedContext);
  const isCorrecting = useLocation().query?.correct !== undefined;
  return mayWrite(name, useStore().context.role, closed && !isCorrecting);
}
