import { test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';
import { callerWith } from '../support/platform.js';
import { grantsOn, mighty } from '../support/domains.js';
import { clerk, close, correct, done, feeAndProfit, makeAgreement, makeFund, makePayer, pay, report, someEvidence, split702010, termsOf, verifier, waitingReport } from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');
const out = (name: string, value: unknown) => process.stderr.write(`\n### ${name}: ${JSON.stringify(value)}\n`);
const safe = async (name: string, work: () => Promise<unknown>) => { try { out(name, await work()); } catch (error) { out(name, `THROWS ${String((error as Error).message).slice(0, 600)}`); } };
async function see(id: string): Promise<any> {
  const { agreement } = await platform.read<any>(`query ($id: ID!) { agreement(ref: { id: $id }) { version state validTo
    settlements(first: 60) { nodes { period clauseTitle amount { yuan } open { yuan } state effectiveOn } }
    reports { nodes { id version period state asks } } payments { nodes { amount { yuan } unallocated { yuan } voluntary { yuan } state } }
    statements { nodes { year due { yuan } received { yuan } } } } }`, { id }, clerk);
  return { ...agreement, settlements: agreement.settlements.nodes.map((s: any) => `${s.period} ${s.amount.yuan} open ${s.open.yuan} ${s.state} ${s.effectiveOn}`),
    reports: agreement.reports.nodes.map((r: any) => `${r.period} ${r.state} ${r.asks}`), raw: agreement.reports.nodes.length ? undefined : undefined,
    payments: agreement.payments.nodes.map((p: any) => `${p.amount.yuan} free ${p.unallocated.yuan} vol ${p.voluntary.yuan} ${p.state}`),
    statements: agreement.statements.nodes.map((p: any) => `${p.year} ${p.due.yuan}/${p.received.yuan}`) };
}
const version = async (id: string) => (await see(id)).version as number;
const write = (op: string, input: any, sel?: string, as: any = clerk) => platform.write<any>(op, input, sel, { as });
async function newTerms(id: string, facts: any) {
  const d = await done<any>(platform, 'draftAgreementVersion', { agreement: { id }, expectedVersion: await version(id), ...(await termsOf(platform, facts)) }, 'agreementVersion { id version }');
  return d.agreementVersion;
}
const sign = (v: any, signedOn: string) => write('signAgreementVersion', { agreementVersion: { id: v.id }, expectedVersion: v.version, signedOn });
const terminate = async (id: string, effectiveOn: string) => write('changeAgreementState', { agreement: { id }, expectedVersion: await version(id), state: 'TERMINATED', effectiveOn });

test('T1', async () => { await safe('T1', async () => {
  const a = await makeAgreement(platform, { validFrom: '2026-01-01', validTo: null });
  await close(platform, a.id);
  const t = await terminate(a.id, '2026-11-22');
  const c = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  const c2 = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  const o = await write('openRevenueReport', { agreement: { id: a.id }, period: '2026' });
  return { t: t.userErrors, c: c.userErrors, c2: c2.userErrors, o: o.userErrors, s: await see(a.id) };
}); });
test('T2', async () => { await safe('T2', async () => {
  const fund = await makeFund(platform);
  const a = await makeAgreement(platform, { validFrom: '2026-01-01', validTo: null, funds: [fund], rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } } });
  await close(platform, a.id);
  const v = await newTerms(a.id, { funds: [fund], validFrom: '2026-03-01', rule: feeAndProfit() });
  const s = await sign(v, '2026-02-20');
  const c = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  return { sign: s.userErrors, c: c.userErrors, s: await see(a.id) };
}); });
test('T3', async () => { await safe('T3', async () => {
  const a = await makeAgreement(platform, { validFrom: '2027-06-01', validTo: null });
  const c = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  const c2 = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  return { c: c.userErrors, c2: c2.userErrors };
}); });
test('T4', async () => { await safe('T4', async () => {
  const a = await makeAgreement(platform, { rule: { atLeast: { rate: '50', base: 'SHARE_RECEIVED', per: 'YEAR' } } });
  await close(platform, a.id);
  await pay(platform, a, '43210.38', { on: '2019-01-20' });
  await report(platform, a.id, '86420.75', { measure: 'SHARE_RECEIVED' });
  return see(a.id);
}); });
test('T5', async () => { await safe('T5', async () => {
  const a = await makeAgreement(platform, { validTo: '2018-04-01' });
  await close(platform, a.id);
  const r = await report(platform, a.id, '50000.00');
  const found = await platform.read<any>(`query ($id: ID!) { agreement(ref: { id: $id }) { settlements(filter: { period: { eq: "2018" } }) { nodes { id } } } }`, { id: a.id }, clerk);
  const { payment } = await done<any>(platform, 'recordPayment', { agreement: { id: a.id }, fund: { id: a.funds[0] }, amount: '5000.00', paidOn: '2019-02-10' }, 'payment { id version }');
  await done(platform, 'confirmPayment', { payment: { id: payment.id }, expectedVersion: payment.version, receivedOn: '2019-02-10', settlement: { id: found.agreement.settlements.nodes[0].id } }, undefined, verifier);
  const before = await see(a.id);
  await correct(platform, r, '-1.00', '2019-03-15');
  return { before, after: await see(a.id) };
}); });
test('T6', async () => { await safe('T6', async () => {
  const a = await makeAgreement(platform, { rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } } });
  await close(platform, a.id);
  const r = await report(platform, a.id, '50000.00');
  await pay(platform, a, '5000.00');
  const e = await write('recordFundExpense', { fund: { id: a.funds[0] }, amount: '5000.00', purpose: '活动', payee: '供应商', category: 'OTHER', paidOn: '2019-02-11', spentOn: '2019-02-11' });
  return { e: e.userErrors, r };
}); });
test('T7', async () => { await safe('T7', async () => {
  const fund = await makeFund(platform);
  const a = await makeAgreement(platform, { validTo: null, funds: [fund] });
  const v = await newTerms(a.id, { funds: [fund], validFrom: '2018-07-01', rule: feeAndProfit('2000.00', '20') });
  const s = await sign(v, '2018-02-20');
  await close(platform, a.id);
  const r = await report(platform, a.id, '100000.00');
  const r19 = await report(platform, a.id, '100000.00', { period: '2019', until: 'VERIFIED' });
  const t = await terminate(a.id, '2018-06-01');
  const cl = await write('closeAgreementPeriods', { agreement: { id: a.id } });
  const st = await write('settleRevenueReport', { revenueReport: { id: r19.id }, expectedVersion: r19.version });
  const ret = await write('returnRevenueReport', { revenueReport: { id: r19.id }, expectedVersion: r19.version, reason: 'x' });
  let c; try { c = await correct(platform, r, '90000.00', '2019-03-15'); } catch (error) { c = String(error).slice(0, 300); }
  return { s: s.userErrors, t: t.userErrors, cl: cl.userErrors, st: st.userErrors, ret: ret.userErrors, c, see: (await see(a.id)).settlements.slice(-6) };
}); });
test('T12', async () => { await safe('T12', async () => {
  const a = await makeAgreement(platform, { rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } } });
  await close(platform, a.id);
  const r = await report(platform, a.id, '50000.00', { settledOn: '2019-02-01' });
  const c1 = await correct(platform, r, '60000.00', '2019-03-15');
  await correct(platform, c1, '-1.00', '2019-01-05');
  const f = await platform.read<any>(`query ($id: ID!) { fund(ref: { id: $id }) { entries { nodes { effectiveOn amount { yuan } balance { yuan } transaction { kind } } } } }`, { id: a.funds[0] }, clerk);
  return f.fund.entries.nodes.map((n: any) => `${n.effectiveOn} ${n.transaction.kind} ${n.amount.yuan} ${n.balance.yuan}`);
}); });
test('T15', async () => { await safe('T15', async () => {
  const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
  const a = await makeAgreement(platform, { funds, rule: split702010(feeAndProfit()), validTo: '2018-04-01' });
  await close(platform, a.id);
  const r = await report(platform, a.id, '50000.00');
  await correct(platform, r, '60000.00', '2019-03-15');
  const found = await platform.read<any>(`query ($id: ID!) { agreement(ref: { id: $id }) { settlements(filter: { state: { eq: REVERSED } }) { nodes { id } } } }`, { id: a.id }, clerk);
  const { payment } = await done<any>(platform, 'recordPayment', { agreement: { id: a.id }, fund: { id: a.funds[0] }, amount: '100.00', paidOn: '2019-04-10', bankReference: 'REF1' }, 'payment { id version }');
  const p2 = await done<any>(platform, 'recordPayment', { agreement: { id: a.id }, fund: { id: a.funds[0] }, amount: '100.00', paidOn: '2019-04-10', bankReference: 'REF1' }, 'payment { id version }');
  const k = await write('confirmPayment', { payment: { id: payment.id }, expectedVersion: payment.version, receivedOn: '2019-04-10', settlement: { id: found.agreement.settlements.nodes[0].id } }, undefined, verifier);
  const k2 = await write('confirmPayment', { payment: { id: p2.payment.id }, expectedVersion: p2.payment.version, receivedOn: '2019-04-10' }, undefined, verifier);
  return { k: k.userErrors, k2: k2.userErrors, see: await see(a.id) };
}); });
