import { cdxIconAlert, cdxIconBook, cdxIconLightbulb } from '@wikimedia/codex-icons';
import type { IconShape } from '../components/icon.tsx';
import type { HelpId } from '../i18n/help-words.ts';
import type { MessageKey } from '../i18n/i18n.ts';

export type HelpGroup = { title: MessageKey; icon: IconShape; topics: readonly HelpId[] };

/** What Help is about: first what cannot wait, then the programme's rules (DOMAIN), then Carnet itself. */
export const helpGroups: readonly HelpGroup[] = [
  {
    title: 'help-wrong',
    icon: cdxIconAlert,
    topics: ['unwell', 'conduct', 'lost-phone', 'no-network', 'wrong-amount', 'lost-receipt', 'refused', 'link'],
  },
  {
    title: 'help-rules',
    icon: cdxIconBook,
    topics: [
      'visit',
      'agreement',
      'objectives',
      'schedule',
      'costs',
      'budget',
      'receipts',
      'rates',
      'settlement',
      'report',
      'evidence',
      'follow-up',
    ],
  },
  { title: 'help-carnet', icon: cdxIconLightbulb, topics: ['marks'] },
];

/** The parts of the privacy page, in their order. */
export const privacyParts: readonly HelpId[] = [
  'privacy-phone',
  'privacy-server',
  'privacy-people',
  'privacy-public',
  'privacy-kept',
  'privacy-erase',
];

/** Where in the app a topic is about, for who has an exchange open. */
export const placesOfTopics: Partial<Record<HelpId, { href: string; label: MessageKey }>> = {
  'lost-phone': { href: '/more/devices', label: 'devices-title' },
  'no-network': { href: '/more/sync', label: 'sync-title' },
  refused: { href: '/more/sync', label: 'sync-title' },
  marks: { href: '/more/sync', label: 'sync-title' },
  'wrong-amount': { href: '/expenses', label: 'nav-expenses' },
  'lost-receipt': { href: '/expenses', label: 'nav-expenses' },
  costs: { href: '/expenses', label: 'nav-expenses' },
  budget: { href: '/expenses', label: 'nav-expenses' },
  receipts: { href: '/expenses', label: 'nav-expenses' },
  rates: { href: '/expenses', label: 'nav-expenses' },
  settlement: { href: '/expenses', label: 'nav-expenses' },
  agreement: { href: '/plan', label: 'nav-plan' },
  objectives: { href: '/plan', label: 'nav-plan' },
  schedule: { href: '/plan/schedule', label: 'schedule-title' },
  report: { href: '/report', label: 'nav-report' },
  evidence: { href: '/report', label: 'nav-report' },
  'follow-up': { href: '/plan/call', label: 'today-follow-up' },
};

/** Whether an address names a topic. */
export function isTopic(id: string): id is HelpId {
  return helpGroups.some(({ topics }) => topics.some((topic) => topic === id));
}
