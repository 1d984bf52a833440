import { expect, test } from 'vitest';
import { elsewhereOf, explain, readConfig } from './launch.ts';

const watched = { LOG_LEVEL: 'info', METRICS_HOST: '127.0.0.1' };

test('without settings the server listens on 8787 over ./data', () => {
  expect(readConfig({})).toEqual({ PORT: 8787, CARNET_DATA: './data', S3_REGION: 'us-east-1', ...watched });
});

test('settings are taken as they are meant', () => {
  const env = { PORT: '80', HOST: '0.0.0.0', ORIGIN: 'https://carnet.example', CARNET_DATA: '/srv/carnet', OTHER: 'x' };
  expect(readConfig(env)).toEqual({
    PORT: 80,
    HOST: '0.0.0.0',
    ORIGIN: 'https://carnet.example',
    CARNET_DATA: '/srv/carnet',
    S3_REGION: 'us-east-1',
    ...watched,
  });
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['ORIGIN', 'carnet.example'],
])('%s=%s is named as what can’t be used', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value}`);
});

test('a database’s address that can’t be used is named without its password', () => {
  const fault = () => readConfig({ DATABASE_URL: 'mysql://carnet:hunter2@db.example/carnet' });
  expect(fault).toThrow('DATABASE_URL');
  expect(fault).not.toThrow('hunter2');
});

test('PostgreSQL and S3 take the place of the folder when they are named, S3 with all that it needs', () => {
  const s3 = { S3_ENDPOINT: 'https://s3.example/', S3_BUCKET: 'carnet', S3_ACCESS_KEY_ID: 'id' };
  expect(() => elsewhereOf(readConfig(s3))).toThrow('S3_SECRET_ACCESS_KEY');
  const DATABASE_URL = 'postgres://carnet@db.example/carnet';
  expect(elsewhereOf(readConfig({ ...s3, S3_SECRET_ACCESS_KEY: 'secret', DATABASE_URL }))).toEqual({
    databaseUrl: DATABASE_URL,
    s3: {
      endpoint: 'https://s3.example',
      bucket: 'carnet',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    },
  });
  expect(elsewhereOf(readConfig({}))).toEqual({ databaseUrl: undefined });
});

test('a taken port is explained with the way out', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 8787 });
  expect(explain(taken)).toBe('Port 8787 is taken by another program. Choose one with PORT=… and start again.');
});
