import { expect, test } from 'vitest';
import { explain, readConfig } from './launch.ts';

test('without settings the server listens on 8787 over ./data', () => {
  expect(readConfig({})).toEqual({ PORT: 8787, CARNET_DATA: './data' });
});

test('settings are taken as they are meant', () => {
  const env = { PORT: '80', HOST: '0.0.0.0', ORIGIN: 'https://carnet.example', CARNET_DATA: '/srv/carnet', OTHER: 'x' };
  expect(readConfig(env)).toEqual({
    PORT: 80,
    HOST: '0.0.0.0',
    ORIGIN: 'https://carnet.example',
    CARNET_DATA: '/srv/carnet',
  });
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['ORIGIN', 'carnet.example'],
])('%s=%s is named as what can’t be used', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value}`);
});

test('a taken port is explained with the way out', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 8787 });
  expect(explain(taken)).toBe('Port 8787 is taken by another program. Choose one with PORT=… and start again.');
});
