import type { SignIn } from '#store/sign-in.ts';
import type { AccountDeps } from '#sync/account.ts';
import { calendarSince, createCalendarLink, removeCalendarLink } from '#sync/calendar.ts';
import type { CalendarPort } from '#ui/context.ts';

/** The address of one's schedule, asked of the server with the present sign-in. */
export function createCalendarPort({ fetch, origin }: AccountDeps, signIn: SignIn | null): CalendarPort {
  if (!signIn?.exchangeId) throw new Error('no calendar: no exchange is open');
  const deps = { fetch, origin, token: signIn.token, exchangeId: signIn.exchangeId };
  return {
    since: () => calendarSince(deps),
    create: () => createCalendarLink(deps),
    remove: () => removeCalendarLink(deps),
  };
}
