// Throwaway.
import { test } from '@jest/globals';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { donate, keyOf, makeFund, scene } from '../support/funds.js';

const g = usePlatform('seeded', mighty());
const say = (...x: unknown[]): void => console.log(x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y, (_, v) => (typeof v === 'bigint' ? String(v) : v)))).join(' '));

test('sim', async () => {
  const parts = Array.from({ length: 20 }, (_, i) => ({ fund: i + 1, share: i === 19 ? null : '5.0003' }));
  const rule = { split: { of: { prorate: { of: { fixed: { amount: '9999999999999.99', per: 'MONTH' } } } }, parts } };
  const input = { rule, funds: 20, from: '2000-01-02', to: '2099-12-30', figures: [] };
  for (const [n, sel] of [[1, 'total { yuan }'], [1, 'total { yuan } lines { steps { exact explanationZh rounded { yuan uppercase } } parts { amount { yuan uppercase } } }'], [20, 'total { yuan }']] as const) {
    const source = `query ($input: SimulateShareRuleInput!) { ${Array.from({ length: n }, (_, i) => `a${i}: simulateShareRule(input: $input) { ${sel} }`).join(' ')} }`;
    let max = 0; let last = performance.now();
    const t = setInterval(() => { max = Math.max(max, performance.now() - last); last = performance.now(); }, 5);
    await new Promise((r) => setTimeout(r, 20)); last = performance.now(); max = 0;
    const start = performance.now();
    const answer = await g.query(source, { input }, { as: 'anonymous' });
    const ms = performance.now() - start;
    await new Promise((r) => setTimeout(r, 20));
    clearInterval(t);
    const text = JSON.stringify(answer);
    say('SIM', n, sel.slice(0, 20), Math.round(ms), 'ms; event loop stopped', Math.round(max), 'ms', text.length, text.slice(0, 200), (answer as any).extensions?.cost);
  }
});

test('deep literal', async () => {
  for (const d of [30, 200, 380]) {
    const lit = '{sum:{of:['.repeat(d) + '{fixed:{amount:"1.00",per:MONTH}}' + ']}}'.repeat(d);
    const start = performance.now();
    const a = await g.query(`{ simulateShareRule(input: {rule: ${lit}, from: "2025-01-01", to: "2026-01-01", figures: []}) { total { yuan } } }`, {}, { as: 'anonymous' });
    say('DEEP', d, Math.round(performance.now() - start), JSON.stringify(a).slice(0, 300));
  }
  const wide = { sum: { of: Array.from({ length: 60 }, () => ({ sum: { of: Array.from({ length: 60 }, () => ({ sum: { of: Array.from({ length: 8 }, () => ({ fixed: { amount: '1', per: 'MONTH' } })) } })) } })) } };
  const text = JSON.stringify(wide);
  const start = performance.now();
  const a = await g.query(`query ($r: ShareRuleInput!) { ${Array.from({ length: 20 }, (_, i) => `a${i}: simulateShareRule(input: {rule: $r, from: "2025-01-01", to: "2026-01-01", figures: []}) { total { yuan } }`).join(' ')} }`, { r: wide }, { as: 'anonymous' });
  say('WIDE', text.length, Math.round(performance.now() - start), JSON.stringify(a).slice(0, 300));
  for (const r of [{ fixed: null }, {}, { fixed: { amount: '1', per: 'MONTH' }, percent: null }, { sum: { of: [null] } }, null])
    say('ONEOF', JSON.stringify(await g.query(`query ($r: ShareRuleInput!) { simulateShareRule(input: {rule: $r, from: "2025-01-01", to: "2026-01-01", figures: []}) { total { yuan } } }`, { r }, { as: 'anonymous' })).slice(0, 250));
  say('ONEOF var', JSON.stringify(await g.query(`query ($f: FixedShareInput) { simulateShareRule(input: {rule: {fixed: $f}, from: "2025-01-01", to: "2026-01-01", figures: []}) { total { yuan } } }`, { f: null }, { as: 'anonymous' })).slice(0, 250));
  say('ONEOF dflt', JSON.stringify(await g.query(`query ($f: FixedShareInput!) { simulateShareRule(input: {rule: {fixed: $f}, from: "2025-01-01", to: "2026-01-01", figures: []}) { total { yuan } } }`, { }, { as: 'anonymous' })).slice(0, 250));
});

test('two posts race a fund bound flip', async () => {
  const f = await makeFund(g);
  await donate(g, f, '5.00');
  // entry squat: the application inserts an entry with the next number
  const { rows } = await g.pool.query(`SELECT "accountId", max(number) n FROM "LedgerEntry" e JOIN "LedgerAccount" a ON a.id=e."accountId" WHERE a."fundId"=$1 GROUP BY 1 LIMIT 1`, [keyOf(f)]);
  say('mask filters', await g.query(`query ($id: ID!) { fund(ref: {id: $id}) { entries(filter: {amount: {gt: "1.00"}}) { totalCount } entriesAggregate(filter: {amount: {gt: "1.00"}}) { count sum { amount { yuan } } } } }`, { id: f }, { as: 'anonymous' }), rows);
  void withTransaction; void scene;
});
