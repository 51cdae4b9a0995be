// Whether all stacks give the same answers: a benchmark of different answers measures nothing.
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Query, Row } from './queries/query.js';
import type { Stack } from './stacks/stack.js';

/**
 * Compares the answers of all stacks to some bodies of a query, in the common form.
 *
 * Takes the first stack as the one that is right. Throws an Error with the first difference.
 */
export async function compareAnswers(
  stacks: readonly Stack[],
  query: Query,
  rows: readonly Row[],
): Promise<void> {
  const [first, ...others] = stacks;
  for (const row of rows) {
    const expected = await first!.answer(query, row);
    for (const other of others) {
      const found = await other.answer(query, row);
      const difference = differenceOf(expected, found, 'data');
      if (difference)
        throw new Error(
          `${query.name}: ${first!.name} and ${other.name} answer differently for ${JSON.stringify(row)}\n${difference}`,
        );
    }
  }
}

/** Where two values differ first, with both; nothing where they are the same. */
export function differenceOf(a: unknown, b: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b))
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inside = differenceOf(a[key], b[key], `${path}.${key}`);
      if (inside) return inside;
    }
  return `at ${path}:\n  ${JSON.stringify(a)}\n  ${JSON.stringify(b)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What a write leaves behind, by the idempotency key with which it was made: the rows of one donation. */
const written = `
  WITH claim AS (
    SELECT k.*, split_part(k."resultIds"[1], '_', 3)::uuid AS id FROM "IdempotencyKey" k WHERE k.key LIKE $1
    ORDER BY k."createdAt" DESC LIMIT 1
  ), donation AS (SELECT d.* FROM "Donation" d JOIN claim USING (tenant, id))
  SELECT jsonb_build_object(
    'keys', (SELECT jsonb_agg(to_jsonb(claim)) FROM claim),
    'audit', (SELECT jsonb_agg(to_jsonb(a)) FROM "AuditEvent" a JOIN claim ON a.tenant = claim.tenant AND a."idempotencyKey" = claim.key),
    'outbox', (SELECT jsonb_agg(to_jsonb(o)) FROM "OutboxEvent" o JOIN claim ON o.tenant = claim.tenant AND o."idempotencyKey" = claim.key),
    'donations', (SELECT jsonb_agg(to_jsonb(donation)) FROM donation),
    'transactions', (SELECT jsonb_agg(to_jsonb(t)) FROM "LedgerTransaction" t
      JOIN donation d ON t.tenant = d.tenant AND t.id = d."transactionId"),
    'legs', (SELECT jsonb_agg(to_jsonb(l)) FROM "LedgerLeg" l
      JOIN donation d ON l.tenant = d.tenant AND l."transactionId" = d."transactionId"),
    'entries', (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.side) FROM "LedgerEntry" e
      JOIN donation d ON e.tenant = d.tenant AND e."transactionId" = d."transactionId"),
    'sources', (SELECT jsonb_agg(to_jsonb(s)) FROM "LedgerSource" s
      JOIN donation d ON s.tenant = d.tenant AND s."transactionId" = d."transactionId")) AS rows`;

/** Numbers that the platform gives after the write, in its own time. */
const givenLater = new Set(['sequence']);
/** Columns whose values rise from write to write, name the writer's own key, or are sealed by the platform alone. */
const ofEach = new Set(['number', 'balanceFen', 'key', 'idempotencyKey', 'sealNumber', 'seal', 'donorName']);
const changing: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/^\\x[0-9a-f]{64}$/, '<hash>'],
  [/^\d{4}-\d\d-\d\dT.*$/, '<instant>'],
];

/** Compares the rows that the last write of each stack left behind. Throws an Error with the first difference. */
export async function compareRows(admin: pg.Client, stacks: readonly Stack[]): Promise<void> {
  const left: unknown[] = [];
  for (const { name } of stacks) {
    const { rows } = await admin.query<{ rows: object }>(written, [`${name}-%`]);
    left.push(
      JSON.parse(JSON.stringify(rows[0]?.rows ?? null), (column, value: unknown) =>
        givenLater.has(column)
          ? null
          : ofEach.has(column)
            ? typeof value
            : typeof value === 'string'
              ? withoutChange(value)
              : value,
      ),
    );
  }
  for (const [i, { name }] of stacks.entries()) {
    const difference = differenceOf(left[0], left[i], 'rows');
    if (difference) throw new Error(`${stacks[0]!.name} and ${name} write different rows\n${difference}`);
  }
}

function withoutChange(text: string): string {
  return changing.reduce((before, [pattern, mask]) => before.replace(pattern, mask), text);
}
