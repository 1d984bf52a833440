import { expect, test } from 'vitest';
import { holding, searchable } from './expense-search.ts';

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
  expect(holding(query)(searchable([text]))).toBe(true);
});

test('every word has to be somewhere, in any of the texts', () => {
  expect(holding('trojka meals')(searchable(['Café Trojka', 'Meals']))).toBe(true);
  expect(holding('trojka taxi')(searchable(['Café Trojka', 'Meals']))).toBe(false);
});
