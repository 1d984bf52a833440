import { useMemo } from 'preact/hooks';
import type { FirstLook } from '#store/queries/today.ts';
import { useApp } from '../context.ts';

type First = {
  readonly look: FirstLook | undefined;
  /** There is nothing to wait for: the database itself may be asked. With a first look it is asked behind the screen. */
  readonly asks: boolean;
};

/** What the phone shows before its database is open. */
export function useFirstLook(): First {
  const { looked, firstLook, standing } = useApp();
  const isRead = looked.value;
  // It stays until the database has answered.
  const look = useMemo(firstLook, [isRead]);
  return { look, asks: standing.value || (isRead && look === undefined) };
}
