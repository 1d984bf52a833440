import type { ErrorCode } from '#domain/errors.ts';
import type { MessageKey } from './i18n.ts';
import { errorKey } from './message-keys.ts';

/** What broke a rule (the detail of `rule_broken`), where more can be said about it than that. */
const ruleKeys = {
  agreement: 'rule-agreement',
  'booking-times': 'rule-booking-times',
  'expense-changed': 'rule-expense-changed',
  'expense-removed': 'rule-expense-removed',
  'expense-incomplete': 'rule-expense-incomplete',
  'expense-approved': 'rule-expense-approved',
  'declaration-gone': 'rule-declaration-gone',
  'slip-currency': 'rule-slip-currency',
  'submission-empty': 'rule-submission-empty',
  'report-changed': 'rule-report-changed',
  'report-incomplete': 'rule-report-incomplete',
  'report-signed': 'rule-report-signed',
  'report-unsigned': 'rule-report-unsigned',
  'report-no-action': 'rule-report-no-action',
  'review-words': 'rule-review-words',
  'plan-changed': 'rule-plan-changed',
  'plan-empty': 'rule-plan-empty',
  'call-changed': 'rule-call-changed',
  'photo-changed': 'rule-photo-changed',
} as const satisfies Record<string, MessageKey>;

/** The message that says why a write was refused, the more exact one where there is one. */
export function reasonKey({ code, detail }: { code: ErrorCode; detail?: string | null | undefined }): MessageKey {
  if (code === 'rule_broken' && detail?.startsWith('check-')) return 'rule-check-broken';
  const known = code === 'rule_broken' && typeof detail === 'string' && Object.hasOwn(ruleKeys, detail);
  return known ? ruleKeys[detail as keyof typeof ruleKeys] : errorKey(code);
}
