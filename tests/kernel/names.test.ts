// Names of prepared statements: given from the second time on, and not collected by a connection for ever.
import { beforeEach, expect, test } from '@jest/globals';
import { statements as sizes } from '../../src/kernel/config.js';
import { counters, readText } from '../../src/kernel/read/execute.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');

interface Connection {
  readonly pid: number;
  readonly names: readonly string[];
}

/** The connection that is taken next, with the statements of this text that it has prepared. */
async function connection(part = ''): Promise<Connection> {
  const { rows } = await platform.pool.query<Connection>(
    `SELECT pg_backend_pid() AS pid, ARRAY(SELECT name FROM pg_prepared_statements WHERE strpos(statement, $1) > 0)::text[] AS names`,
    [part],
  );
  return rows[0]!;
}

const run = (text: string): Promise<string> => readText(platform.pool, { text, values: [] }, []);

beforeEach(async () => {
  // One after the other they all take the same connection.
  const [first, second] = [await connection(), await connection()];
  expect(second.pid).toBe(first.pid);
});

test('a text that is run first has no name, and from the second time on one name', async () => {
  const source = '{ prepared: divisions(first: 1) { nodes { name } } }';
  const names = async (): Promise<readonly string[]> => (await connection('"prepared":')).names;
  const first = await platform.read(source);
  expect(await names()).toEqual([]);
  const before = counters.named;
  expect(await platform.read(source)).toEqual(first);
  const given = await names();
  expect(given).toEqual([expect.stringMatching(/^[\w-]{32}$/)]);
  expect(await platform.read(source)).toEqual(first);
  expect(await names()).toEqual(given);
  expect(counters.named - before).toBe(1);
});

test('other values are bound to the same name', async () => {
  const source = 'query ($code: DivisionCode!) { bound: division(code: $code) { name } }';
  for (const [code, name] of [
    ['510117', '郫都区'],
    ['510112', '龙泉驿区'],
    ['510117', '郫都区'],
  ])
    expect(await platform.read(source, { code })).toEqual({ bound: { name } });
  expect((await connection('"bound":')).names).toHaveLength(1);
});

test('a connection that has prepared more than the limit is replaced, and the next one answers the same', async () => {
  const start = await connection();
  const { replaced } = counters;
  let prepared = start.names.length;
  for (let i = 0; (await connection()).pid === start.pid; i += 1) {
    expect(prepared).toBeLessThanOrEqual(sizes.perConnection);
    const text = `SELECT 'a text of its own, number ${i}' AS data`;
    const answer = await run(text);
    expect(await run(text)).toBe(answer);
    prepared += 1;
  }
  expect(prepared).toBe(sizes.perConnection + 1);
  expect(counters.replaced - replaced).toBe(1);
  expect((await connection()).names).toEqual([]);
  const text = `SELECT 'a text of its own, number 0' AS data`;
  expect(await run(text)).toBe('a text of its own, number 0');
  expect((await connection()).names).toHaveLength(1);
});

test('a connection whose statement failed is kept, and so is the name', async () => {
  const { pid } = await connection();
  const text = `SELECT (1 / length($1::text))::text AS data`;
  const divide = (value: string): Promise<string> => readText(platform.pool, { text, values: [] }, [value]);
  expect([await divide('a'), await divide('b')]).toEqual(['1', '1']);
  await expect(divide('')).rejects.toThrow('division by zero');
  expect((await connection()).pid).toBe(pid);
  expect(await divide('c')).toBe('1');
});
