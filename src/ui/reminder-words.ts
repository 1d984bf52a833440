import type { Reminder } from '#domain/deadline/reminders.ts';
import type { Format } from './i18n/format.ts';
import type { Translate } from './i18n/i18n.ts';

/** What a notification says. */
export function reminderWords(t: Translate, format: Format, reminder: Reminder): { title: string; body: string } {
  if (reminder.about === 'session') {
    return { title: t('reminder-session', reminder.minutes, reminder.title), body: reminder.place };
  }
  const { kind, day } = reminder.deadline;
  return { title: t(`deadline-${kind}`), body: day ? format.day(day, 'medium') : '' };
}
