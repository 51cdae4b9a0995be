// The environment: what a wrong one is told, all of it at once, and that the README explains every variable.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { environmentNames, readEnvironment } from '../../src/kernel/environment.js';

const told = (env: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(env);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

test('nothing set is the platform on its own database', () => {
  expect(readEnvironment({})).toMatchObject({
    port: 4000,
    databaseUrl: null,
    databaseReplicaUrls: [],
    demoKeys: true,
    logLevel: 'info',
    filesS3: null,
  });
  expect(readEnvironment({ PORT: '', LOG_LEVEL: '' })).toEqual(readEnvironment({}));
});

test('everything that is wrong is told at once, and no secret with it', () => {
  expect(
    told({
      PORT: '70000',
      GONGZHI_DEMO_KEYS: 'no',
      GONGZHI_DEMO_KEY: 'off',
      LOG_LEVEL: 'loud',
      DATABASE_REPLICA_URLS: 'postgres://a/b,mysql://user:hunter2@c/d',
      FILES_S3_SECRET: 'hunter2',
    }),
  ).toEqual([
    'The environment has 7 faults:',
    'GONGZHI_DEMO_KEY is no variable of the platform; did you mean GONGZHI_DEMO_KEYS?',
    'FILES_S3_SECRET must come with FILES_S3_ENDPOINT.',
    'DATABASE_REPLICA_URLS must come with DATABASE_URL.',
    'PORT must be a number from 0 to 65535, not "70000".',
    'DATABASE_REPLICA_URLS must be addresses that start with postgres:// or postgresql://, with commas between.',
    'GONGZHI_DEMO_KEYS must be on or off, not "no".',
    'LOG_LEVEL must be trace, debug, info, warn, error, or silent, not "loud".',
  ]);
});

test('copies of the database are a list', () => {
  const { databaseReplicaUrls } = readEnvironment({
    DATABASE_URL: 'postgres://a/b',
    DATABASE_REPLICA_URLS: 'postgres://c/b, postgres://d/b',
  });
  expect(databaseReplicaUrls).toEqual(['postgres://c/b', 'postgres://d/b']);
});

test('the README explains every variable, and no other', () => {
  const table = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z][A-Z0-9_]+)` +\|/gm)].map(
    ([, name]) => name,
  );
  expect(table.toSorted()).toEqual([...environmentNames].toSorted());
});
