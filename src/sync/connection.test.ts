import { expect, test } from 'vitest';
import { type Connection, connectionOf } from './connection.ts';

test.each<[{ type?: string; saveData?: boolean } | undefined, Connection]>([
  [undefined, 'unknown'],
  [{}, 'unknown'],
  [{ type: 'cellular' }, 'metered'],
  [{ type: 'wifi' }, 'unmetered'],
  [{ type: 'wifi', saveData: true }, 'metered'],
  [{ type: 'bluetooth' }, 'unknown'],
])('what the browser tells of the connection (%o) means %s', (network, connection) => {
  expect(connectionOf(network)).toBe(connection);
});
