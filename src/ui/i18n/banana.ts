import { pluralTag } from './local-dates.ts';

/**
 * Says a message in banana-i18n's format: `$1`, `{{PLURAL:$1|…}}` and `{{GENDER:$1|…}}`, which do not nest. The library
 * weighs a tenth of all that Today may, mostly for directions, grammars and markup that no message of ours uses;
 * `banana.test.ts` holds this to the library's answers on every message.
 */
export function sayMessage(message: string, params: readonly (string | number)[], locale: string): string {
  const fill = (text: string) =>
    text.replaceAll(/\$(\d+)/g, (placeholder, digits) => String(params[Number(digits) - 1] ?? placeholder));
  // Split and not replaced, so that a parameter that looks like a message (a name with `$1` in it) stays what it is.
  return message
    .split(/(\{\{\w+:[^{}]*\}\})/)
    .map((part) => {
      const [, operation, digits, words] = /^\{\{(PLURAL|GENDER):\$(\d+)\|([^{}]*)\}\}$/.exec(part) ?? [];
      if (words === undefined) return fill(part);
      const param = params[Number(digits) - 1] ?? '';
      const forms = words.split('|');
      return fill(operation === 'PLURAL' ? pluralForm(Number(param), forms, locale) : genderForm(String(param), forms));
    })
    .join('');
}

const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** The form for a count: an explicit one (`0=none`) before those of the language, in CLDR's order. */
function pluralForm(count: number, forms: string[], locale: string): string {
  const explicit = forms.find((form) => form.startsWith(`${count}=`));
  if (explicit) return explicit.slice(explicit.indexOf('=') + 1);
  const general = forms.filter((form) => form !== '' && !/^\d+=/.test(form));
  const { rules, known } = pluralsOf(pluralTag(locale));
  const index = known.indexOf(rules.select(count));
  return general[Math.min(index, general.length - 1)] ?? '';
}

type Plurals = { rules: Intl.PluralRules; known: readonly Intl.LDMLPluralRule[] };

/** Slow to make, and asked for with every count on a screen. */
const plurals = new Map<string, Plurals>();

function pluralsOf(tag: string): Plurals {
  const made = plurals.get(tag);
  if (made) return made;
  const rules = new Intl.PluralRules(tag);
  const { pluralCategories } = rules.resolvedOptions();
  const found = { rules, known: categories.filter((category) => pluralCategories.includes(category)) };
  plurals.set(tag, found);
  return found;
}

/** Masculine, feminine, neutral; the first stands in for what is missing. */
function genderForm(gender: string, [male = '', female = male, neutral = male]: string[]): string {
  return { male, female }[gender] ?? neutral;
}
