import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readCalendar } from '#domain/calendar/read.ts';
import { codeOf } from '#domain/errors.ts';

/** Calendars that other programs and people have written (../shared/fixtures/ics, beside the project). */

const folder = resolve(import.meta.dirname, '../../shared/fixtures/ics');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];
/** Files without an event. */
const nothingIn = new Set([
  'icaljs_minimal.ics',
  'icaljs_tzid_with_gmt.ics',
  'icaljs_unfold_properties.ics',
  'pyical_bom_calendar.ics',
]);
const always = { firstDay: '1990-01-01', lastDay: '2060-12-31', zone: 'Europe/Prague' };

function read(name: string) {
  try {
    const { events, left } = readCalendar(readFileSync(join(folder, name), 'utf8'), always);
    return { events, left, code: null };
  } catch (error) {
    return { events: [], left: [], code: codeOf(error) };
  }
}

test.skipIf(files.length === 0)(
  'each real calendar gives sessions, or words that say why not (skipped without ../shared/fixtures/ics)',
  () => {
    for (const name of files) {
      const { events, left, code } = read(name);
      expect([null, 'calendar_unreadable'], name).toContain(code);
      expect(events.length + left.length > 0 || code !== null || nothingIn.has(name), name).toBe(true);
      for (const { day, start, end } of events) {
        expect(day, name).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(end > start, `${name}: ${start}–${end}`).toBe(true);
      }
    }
  },
);

test.skipIf(files.length === 0).each([
  ['icaljs_duration_instead_of_dtend.ics', 1],
  ['icaljs_recur_instances_finite.ics', 2],
  ['pyical_created_calendar_with_unicode_fields.ics', 1],
])('%s gives at least %i sessions', (name, count) => {
  expect(read(name).events.length).toBeGreaterThanOrEqual(count);
});
