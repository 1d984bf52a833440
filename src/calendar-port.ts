import type { SignIn } from '#store/sign-in.ts';
import type { AccountDeps } from '#sync/account.ts';
import type { CalendarPort } from '#ui/context.ts';

/** The address of one's schedule, asked of the server with the present sign-in. */
export function createCalendarPort({ fetch, origin }: AccountDeps, signIn: SignIn | null): CalendarPort {
  const network = () => import('#sync/calendar.ts');
  const deps = () => {
    if (!signIn?.exchangeId) throw new Error('no calendar: no exchange is open');
    return { fetch, origin, token: signIn.token, exchangeId: signIn.exchangeId };
  };
  return {
    since: async () => (await network()).calendarSince(deps()),
    create: async () => (await network()).createCalendarLink(deps()),
    remove: async () => (await network()).removeCalendarLink(deps()),
  };
}
