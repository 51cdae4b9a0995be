// Laws that hold for every write: random inputs of every operation are judged by name, as dry runs that leave no trace.
import { beforeAll, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { decodeId, encodeId, newId } from '../../src/kernel/ids.js';
import { allOperations, type Operation } from '../../src/kernel/operation.js';
import { demoTenant } from '../support/demo.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { faultOfAnswer } from '../support/laws/asking.js';
import { awkwardTexts } from '../support/laws/awkward.js';
import { Inputs, type Ids } from '../support/laws/inputs.js';
import { everyOperation, mutationOf, type Input } from '../support/operations.js';
import { Random } from '../support/oracle/random.js';
import { demoCaller, usePlatform } from '../support/platform.js';
import { sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');
const inputs = Number(process.env['LAWS_INPUTS'] ?? 8);
const seed = Number(process.env['LAWS_SEED'] ?? 20_261_122);

let ids: Ids;
/** What was valid of each operation. */
const samples = new Map<string, Input>();

beforeAll(async () => {
  const found = new Map<string, readonly string[]>();
  for (const { name, entity, identity, hasTenant, model } of graph().values()) {
    if (identity === null) continue;
    const tenant = hasTenant ? 'tenant' : '0 AS tenant';
    const { rows } = await platform.pool.query<{ tenant: number; key: string }>(
      `SELECT ${tenant}, "${identity}"::text AS key FROM "${model.name}" ORDER BY md5("${identity}"::text) LIMIT 40`,
    );
    if (rows.length > 0)
      found.set(
        name,
        rows.map((row) => encodeId({ prefix: entity.id!, ...row })),
      );
  }
  ids = found;
});

/** Texts that look like the place of a value in a message, where one quotes them. */
const quotable = awkwardTexts.filter((text) => text.includes('{'));

/** Sends the input as a dry run. @returns what is wrong with the answer, and why it was refused */
async function tried(
  operation: Operation,
  input: Input,
  as: Caller,
): Promise<{ readonly fault: string | null; readonly answer: string }> {
  const given = { ...input, idempotencyKey: newId(), dryRun: true };
  const answer = await platform.query(mutationOf(operation), { input: given }, { as, language: 'en' });
  const { userErrors } = (answer.data?.[operation.name] ?? {}) as { readonly userErrors?: unknown };
  return { fault: faultOfAnswer(answer, quotable), answer: JSON.stringify([answer.errors, userErrors]) };
}

/** The smallest change of the sample that still shows a fault: fields of the sample are put back one after the other. */
async function smaller(operation: Operation, sample: Input, input: Input, as: Caller): Promise<Input> {
  let best = input;
  for (const name of new Set([...Object.keys(sample), ...Object.keys(input)])) {
    const { [name]: _, ...rest } = best;
    const one = name in sample ? { ...rest, [name]: sample[name] } : rest;
    if ((await tried(operation, one, as)).fault !== null) best = one;
  }
  return best;
}

test.each(everyOperation())(
  '%s judges random inputs by name, and as dry runs they leave no trace',
  async (name, operation) => {
    const random = new Random(seed + [...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7));
    const { idempotencyKey: _, ...sample } = await sampleOf(platform, name);
    const chance = new Inputs(random, ids);
    samples.set(name, sample);
    const before = await dump(platform.pool);
    for (let i = 0; i < inputs; i += 1) {
      const input = chance.varied(operation.input, sample);
      const as = random.chance(0.7)
        ? mighty()
        : demoCaller(random.pick(['street', 'enterprise', 'district']));
      if ((await tried(operation, input, as)).fault === null) continue;
      const least = await smaller(operation, sample, input, as);
      const { fault } = await tried(operation, least, as);
      throw new Error(
        `seed ${seed}, ${as.subject}: ${fault}\n${JSON.stringify(least)}\nsample ${JSON.stringify(sample)}`,
      );
    }
    expect(await dump(platform.pool)).toEqual(before);
  },
);

/** The ids that the caller sees on no day. */
async function hiddenFrom(as: Caller, of: readonly string[]): Promise<readonly string[]> {
  const days = ['2016-01-01', '2020-01-01', '2024-01-01', '2026-01-01', '2040-01-01'];
  const looks = days.map((day, i) => `d${i}: nodes(ids: $ids, asOf: "${day}") { id }`);
  const source = `query ($ids: [ID!]!) { now: nodes(ids: $ids) { id } ${looks.join(' ')} }`;
  const data = await platform.read(source, { ids: of }, as);
  const there = new Set((Object.values(data).flat() as ({ id: string } | null)[]).map((one) => one?.id));
  return of.filter((id) => !there.has(id));
}

test('a write that names what is hidden is refused as one that names what never was', async () => {
  let compared = 0;
  for (const as of [demoCaller('street', 'en'), demoCaller('enterprise', 'en')]) {
    const hidden = new Map<string, string>();
    for (const [entity, of] of ids) {
      const [first] = await hiddenFrom(as, of);
      if (first !== undefined) hidden.set(entity, first);
    }
    for (const [name, sample] of samples) {
      const operation = allOperations().get(name)!;
      for (const [field, { type }] of Object.entries(operation.input)) {
        const id = type.kind === 'ref' ? hidden.get(type.entity) : undefined;
        if (id === undefined) continue;
        const never = encodeId({ ...decodeId(id)!, key: newId() });
        const one = await tried(operation, { ...sample, [field]: { id } }, as);
        const other = await tried(operation, { ...sample, [field]: { id: never } }, as);
        expect([name, field, one.answer]).toEqual([name, field, other.answer]);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(samples.size / 4);
});

test('a write that names what another office records is judged by name', async () => {
  let named = 0;
  for (const [name, sample] of samples)
    for (const [field, { type }] of Object.entries(allOperations().get(name)!.input)) {
      if (type.kind !== 'ref') continue;
      const tenants = new Map((ids.get(type.entity) ?? []).map((id) => [decodeId(id)!.tenant, id]));
      for (const [tenant, id] of tenants) {
        if (tenant === 0 || tenant === demoTenant) continue;
        const { fault } = await tried(allOperations().get(name)!, { ...sample, [field]: { id } }, mighty());
        expect([name, field, id, fault]).toEqual([name, field, id, null]);
        named += 1;
      }
    }
  expect(named).toBeGreaterThan(20);
});
