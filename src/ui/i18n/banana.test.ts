import Banana from 'banana-i18n';
import { describe, expect, test } from 'vitest';
import { sayMessage } from './banana.ts';
import { type Language, languages, tagOf } from './languages.ts';
import { loadWords, type Words } from './words.ts';

const counts = [0, 1, 2, 3, 4, 5, 10, 11, 12, 14, 20, 21, 22, 25, 100, 101, 111, 112, 121];

/** The library's own rules are the CLDR's of some years ago; `Intl` follows the language. */
const libraryTag = (language: Language) => tagOf(language).split('-')[0] ?? language;

describe('a message', () => {
  test.each(languages)('of %s is said as the banana-i18n library says it', async (language) => {
    const parts = await Promise.all((['start', 'welcome', 'rest'] as const).map((part) => loadWords(language, part)));
    const messages = Object.assign({}, ...parts) as Words;
    const banana = new Banana(libraryTag(language), { messages });
    for (const [key, message] of Object.entries(messages)) {
      for (const count of message.includes('{{') ? counts : [1]) {
        expect(sayMessage(message, [count, 'b', 'c', 'd'], tagOf(language)), key).toBe(
          banana.i18n(key, count, 'b', 'c', 'd'),
        );
      }
    }
  });

  test.each([
    '{{PLURAL:$1|0=none|one|$1 of $2}} left',
    '{{PLURAL:$1|a|}} q',
    '{{GENDER:$2|he|she|they}} and {{PLURAL:$1|one|more}}',
    '{{GENDER:$2|he|she}}',
    '{{GENDER:$2|they}}',
    '$1 and $9',
    '{{PLURAL:$1|$9 one|$9 more}}',
  ])('with “%s” is said as the library says it', (message) => {
    for (const gender of ['male', 'female', 'unknown', '']) {
      for (const count of counts) {
        for (const locale of ['en', 'uk']) {
          const banana = new Banana(locale, { messages: { message } });
          expect(sayMessage(message, [count, gender], locale)).toBe(banana.i18n('message', count, gender));
        }
      }
    }
  });

  test('leaves a parameter alone that looks like a message', () => {
    expect(sayMessage('$1: {{PLURAL:$2|$1|more}}', ['{{PLURAL:$2|a|b}} $2', 1], 'en')).toBe(
      '{{PLURAL:$2|a|b}} $2: {{PLURAL:$2|a|b}} $2',
    );
  });
});
