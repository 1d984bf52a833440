import type { Booking } from '#domain/booking/schema.ts';
import { addDays } from '#domain/days.ts';
import { by, hostZone, instantAt, type SampleCall, type SampleInput } from './calls.ts';
import type { SamplePeople } from './people.ts';

const homeZone = 'Europe/Chisinau';

type Detail = Pick<Booking, 'kind' | 'provider' | 'reference' | 'cost'> &
  Partial<Pick<Booking, 'from' | 'to' | 'place' | 'note' | 'start' | 'end'>>;

/** Both ways, three nights and the insurance, for the two who travel; invented carriers and references. */
function details(today: string): Detail[] {
  const at = (days: number, time: string | null, zone: string) => ({ day: addDays(today, days), time, zone });
  return [
    {
      kind: 'travel',
      provider: 'Vzor Air, VZ 418',
      reference: 'Q7XM2L',
      from: 'Chișinău (RMO)',
      to: 'Vienna (VIE)',
      start: at(-2, '06:55', homeZone),
      end: at(-2, '07:40', 'Europe/Vienna'),
      cost: 318_40,
      note: 'Hand luggage only. The train to Brno leaves from the airport’s own station.',
    },
    {
      kind: 'travel',
      provider: 'Ukázková dráha, EC 104',
      reference: '8830 2217 55',
      from: 'Vienna Airport',
      to: 'Brno main station',
      start: at(-2, '09:03', 'Europe/Vienna'),
      end: at(-2, '11:22', hostZone),
      cost: 46_80,
    },
    {
      kind: 'lodging',
      provider: 'Penzion U Vzoru',
      reference: 'PUV-2611-07',
      place: 'Příkladná 5 (sample address)\n602 00 Brno\nCzechia',
      start: at(-2, '14:00', hostZone),
      end: at(2, '10:00', hostZone),
      cost: 472_00,
      note: 'Two single rooms, breakfast from 7:00. The key box opens with the last four digits of the reference.',
    },
    {
      kind: 'travel',
      provider: 'Vzor Air, VZ 417',
      reference: 'Q7XM2L',
      from: 'Vienna (VIE)',
      to: 'Chișinău (RMO)',
      start: at(2, '20:15', 'Europe/Vienna'),
      end: at(2, '23:00', homeZone),
      cost: 254_00,
    },
    {
      kind: 'insurance',
      provider: 'Asigurare Exemplu',
      reference: 'POL 55-118-203',
      start: at(-2, null, homeZone),
      end: at(2, null, homeZone),
      cost: 31_00,
      note: 'Emergency number on the policy; collect calls are taken.',
    },
  ];
}

/**
 * What the Hub has booked: `planned` before the two sides have agreed to the plan, and `booked` afterwards, since
 * nobody books travel before that.
 */
export function bookingCalls(
  { today, now, newId }: SampleInput,
  { hub, mentee, menteeColleague }: SamplePeople,
): { planned: SampleCall[]; booked: SampleCall[] } {
  const none = { from: '', to: '', place: '', note: '', start: null, end: null, override: null };
  const bookings = details(today).map((detail) => ({ ...none, ...detail, id: newId() }));
  const made = { createdBy: hub.id, createdAt: instantAt(addDays(today, -18), '11:05', now) };
  const personIds = [mentee.id, menteeColleague.id];
  return {
    planned: bookings.map((booking) => by(hub, 'booking.add', { ...booking, state: 'planned', personIds, ...made })),
    booked: bookings.map(({ id }) => by(hub, 'booking.edit', { id, changes: { state: 'booked' } })),
  };
}
