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


const fundVersion = async (id: string) => (await platform.read<any>('query ($id: ID!) { fund(ref: { id: $id }) { version } }', { id }, clerk)).fund.version;
const stepFund = async (id: string, state: string, effectiveOn = '2026-11-22') => write('changeFundState', { fund: { id }, expectedVersion: await fundVersion(id), state, effectiveOn, reason: 'x' }, 'fund { state }');
const fundIn = async (division: string) => {
  const { fund } = await done<any>(platform, 'createFund', { kind: 'COMMUNITY', name: `基金 ${division} ${Math.random()}`, division: { code: division }, restriction: 'PURPOSE' }, 'fund { id version }');
  let { id, version } = fund;
  for (const state of ['REVIEWED', 'ESTABLISHED', 'ACTIVE']) { const x = await done<any>(platform, 'changeFundState', { fund: { id }, expectedVersion: version, state, effectiveOn: '2018-01-01' }, 'fund { id version }'); version = x.fund.version; }
  return id as string;
};
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));


const raw = async (op: string, input: any, as: any = clerk) => { const x = await platform.query(`mutation ($input: ${op[0]!.toUpperCase() + op.slice(1)}Input!) { ${op}(input: $input) { userErrors { path code rule message } } }`, { input: { idempotencyKey: `kkkkkkkkkkkkkkkkkkkk${Math.random()}`, ...input } }, { as }); return [x.data, x.errors]; };

const show = (x: any) => JSON.stringify(x, (_, v) => typeof v === 'bigint' ? String(v) : v);
const invariants = async () => ({
  receivable: (await platform.admin(`SELECT k."fundId", k."payerId", b."balanceFen" bal, o.open, p.free FROM "LedgerAccount" k JOIN "LedgerBalance" b ON b.tenant=k.tenant AND b."accountId"=k.id
    LEFT JOIN LATERAL (SELECT coalesce(sum(x."openFen"),0)::int8 open FROM "SettlementAllocation" x WHERE x."fundId"=k."fundId" AND x."payerId"=k."payerId") o ON true
    LEFT JOIN LATERAL (SELECT coalesce(sum(x."unallocatedFen"),0)::int8 free FROM "Payment" x WHERE x."fundId"=k."fundId" AND x."payerId"=k."payerId" AND x.state='RECEIVED') p ON true
    WHERE k.kind='RECEIVABLE' AND NOT k."isRollUp" AND b."balanceFen" <> o.open - p.free`)),
  parts: (await platform.admin(`SELECT x.id FROM "SettlementAllocation" x JOIN "Settlement" s ON s.id=x."settlementId" LEFT JOIN LATERAL (SELECT coalesce(sum("amountFen"),0)::int8 paid FROM "PaymentAllocation" a WHERE a."allocationId"=x.id) p ON true
    WHERE s.state<>'REVERSED' AND x."amountFen"-x."openFen"<>p.paid OR s.state='REVERSED' AND (p.paid<>0 OR x."openFen"<>0)`)),
  settlements: (await platform.admin(`SELECT s.id FROM "Settlement" s JOIN LATERAL (SELECT coalesce(sum("openFen"),0)::int8 o, coalesce(sum("amountFen"),0)::int8 a FROM "SettlementAllocation" x WHERE x."settlementId"=s.id) t ON true WHERE s."openFen"<>t.o OR s."amountFen"<>t.a`)),
  payments: (await platform.admin(`SELECT p.id FROM "Payment" p JOIN LATERAL (SELECT coalesce(sum("amountFen"),0)::int8 s FROM "PaymentAllocation" a WHERE a."paymentId"=p.id) t ON true WHERE p.state='RECEIVED' AND p."amountFen"<>t.s+p."unallocatedFen"+p."voluntaryFen"`)),
  statements: (await platform.admin(`SELECT n.id, n."dueFen", t.d, n."receivedFen", t.r FROM "AnnualStatement" n JOIN LATERAL (SELECT coalesce(sum(x."amountFen"),0)::int8 d, coalesce(sum(x."amountFen"-x."openFen"),0)::int8 r FROM "SettlementAllocation" x JOIN "Settlement" s ON s.id=x."settlementId" WHERE s.state<>'REVERSED' AND s."agreementId"=n."agreementId" AND s.year=n.year AND x."fundId"=n."fundId") t ON true WHERE n."dueFen"<>t.d OR n."receivedFen"<>t.r`)),
});
test('S1', async () => { await safe('S1', async () => {
  const results: Record<string, number> = {};
  const count = (x: any) => { for (const e of x.userErrors ?? []) { const k = `${e.code} ${e.rule}`; results[k] = (results[k] ?? 0) + 1; } };
  for (let round = 0; round < 6; round++) {
    const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
    const rule = round % 2 ? { sum: { of: [{ fixed: { amount: '1800.01', per: 'MONTH' } }, { atLeast: { rate: '10', base: 'PROFIT', per: 'YEAR' } }] } } : feeAndProfit('1800.01');
    const a = await makeAgreement(platform, { funds, rule: split702010(rule), validTo: null });
    await close(platform, a.id);
    const r18 = await report(platform, a.id, '126543.21');
    const r19 = await report(platform, a.id, '99999.99', { period: '2019', until: 'VERIFIED' });
    await pay(platform, a, '80000.00'); await pay(platform, a, '3000.00', { fund: funds[1] });
    const c = await done<any>(platform, 'correctRevenueReport', { corrects: { id: r18.id }, reason: 'x', lines: [{ measure: 'PROFIT', amount: round % 3 ? '40000.05' : '-5.00' }], evidence: someEvidence }, 'revenueReport { id version }');
    const v = await done<any>(platform, 'verifyRevenueReport', { revenueReport: { id: c.revenueReport.id }, expectedVersion: c.revenueReport.version }, 'revenueReport { id version }', verifier);
    const ps = [];
    for (const f of funds) for (let i = 0; i < 2; i++) ps.push((await done<any>(platform, 'recordPayment', { agreement: { id: a.id }, fund: { id: f }, amount: `${5000 + i}.03`, paidOn: '2019-02-10' }, 'payment { id version }')).payment);
    const jobs = [
      write('settleRevenueReport', { revenueReport: { id: v.revenueReport.id }, expectedVersion: v.revenueReport.version }),
      ...ps.map((p: any) => write('confirmPayment', { payment: { id: p.id }, expectedVersion: p.version, receivedOn: '2019-02-11' }, undefined, verifier)),
      write('settleRevenueReport', { revenueReport: { id: r19.id }, expectedVersion: r19.version }),
      write('closeAgreementPeriods', { agreement: { id: a.id } }),
    ];
    for (const x of await Promise.allSettled(jobs)) if (x.status === 'fulfilled') count(x.value); else results[String(x.reason).slice(0, 200)] = 1;
  }
  return show({ results, inv: await invariants() }).slice(0, 2500);
}); }, 60000);
test('V1', async () => { await safe('V1', async () => {
  const a = await makeAgreement(platform, { rule: feeAndProfit() });
  await close(platform, a.id);
  const r = await report(platform, a.id, '126543.21');
  await pay(platform, a, '30000.00');
  const other = callerWith(grantsOn('write', null, ['PUBLIC']), { subject: 'other', organizationId: '00000000-0000-7000-8000-0000000000ee' });
  const x: any = {};
  for (const [op, input] of Object.entries({
    submitRevenueReport: { revenueReport: { id: r.id }, expectedVersion: 1, lines: [], evidence: [] },
    correctRevenueReport: { corrects: { id: r.id }, reason: 'x', lines: [], evidence: [] },
    settleRevenueReport: { revenueReport: { id: r.id }, expectedVersion: r.version },
    closeAgreementPeriods: { agreement: { id: a.id } }, openRevenueReport: { agreement: { id: a.id }, period: '2018' },
    recordPayment: { agreement: { id: a.id }, fund: { id: a.funds[0] }, amount: '1.00', paidOn: '2019-01-01' } }))
    x[op] = await raw(op, { dryRun: true, ...input }, other);
  x.versions = await platform.query(`query ($id: ID!) { agreement(ref: { id: $id }) { stateChanges { reason toState } versions { nodes { examples { due { yuan } } note } } reports { totalCount } } }`, { id: a.id }, { as: other });
  return show(x).slice(0, 3000);
}); });
