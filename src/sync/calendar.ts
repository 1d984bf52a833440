import * as z from 'zod/mini';
import { createTransport, type Fetch, parseAnswer } from './transport.ts';

type CalendarDeps = { fetch: Fetch; origin: string; token: string; exchangeId: string };

const stateSchema = z.object({ type: z.literal('calendar'), since: z.nullable(z.string()) });
const linkSchema = z.object({ type: z.literal('calendarLink'), path: z.string(), since: z.string() });

/** Since when one's own schedule has an address for calendar programs; null: it has none. @throws CarnetError */
export async function calendarSince(deps: CalendarDeps): Promise<string | null> {
  return (await parseAnswer(await ask(deps, 'GET'), stateSchema)).since;
}

/** A new address; the old one ends. It is told once, as the server keeps its hash only. @throws CarnetError */
export async function createCalendarLink(deps: CalendarDeps): Promise<string> {
  return deps.origin + (await parseAnswer(await ask(deps, 'POST'), linkSchema)).path;
}

/** Ends the address. @throws CarnetError */
export async function removeCalendarLink(deps: CalendarDeps): Promise<void> {
  await ask(deps, 'DELETE');
}

function ask({ fetch, origin, token, exchangeId }: CalendarDeps, method: string): Promise<Response> {
  return createTransport({ fetch, origin, token }).send(`/api/calendars/${exchangeId}`, { method });
}
