import { expect, test } from 'vitest';
import { holds, searchable } from './expense-search.ts';

test.each([
  ['istanbul', 'İSTANBUL Taksi'],
  ['istanbul', 'ıstanbul'],
  ['IŞIK', 'ışık market'],
  ['lodz', 'Łódź, Piotrkowska'],
  ['dakovo', 'Đakovo'],
  ['кавярня', 'Кавярня «Львів»'],
  ["кав'ярня", 'Кав’ярня «Львів»'],
  ['ЇЖА', 'їжа та напої'],
  ['ΚΑΦΕΣ', 'καφές'],
  ['cafe\u0301', 'Café Trojka'],
  ['trojka café', 'Café Trojka'],
  ['42,50', '42.50 EUR'],
  ['☕', 'Espresso ☕️'],
])('“%s” finds “%s”', (query, text) => {
  expect(holds(searchable([text]), query)).toBe(true);
});

test('every word has to be somewhere, in any of the texts', () => {
  expect(holds(searchable(['Café Trojka', 'Meals']), 'trojka meals')).toBe(true);
  expect(holds(searchable(['Café Trojka', 'Meals']), 'trojka taxi')).toBe(false);
});
