import { expect, test } from 'vitest';
import { mapHref } from './map-link.tsx';

const address = 'Ukázková 12\n602 00 Brno & okolí\n';

test('an address of several lines opens in the maps of the phone as one question', () => {
  const query = 'Uk%C3%A1zkov%C3%A1%2012%2C%20602%2000%20Brno%20%26%20okol%C3%AD';
  expect(mapHref(address, 'Mozilla/5.0 (Linux; Android 15)')).toBe(`geo:0,0?q=${query}`);
  expect(mapHref(address, 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)')).toBe(`maps:?q=${query}`);
});
