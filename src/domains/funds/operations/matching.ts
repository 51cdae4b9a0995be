// What callers do with match rules: promise to add to donations, end it, and add.
import { giving } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, percent, ref, text, yuan } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { refusing } from '../queries/ledger.js';
import { lockMatchRule, rulesToRun, unmatchedOf } from '../queries/matching.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { foundFaults, matchesOf, matchSummary, validityFaults } from '../rules/matching.js';
import { ownAffair, postingRules } from '../rules/posting.js';
import { transferFaults, transferLegs, type TransferFund } from '../rules/transfers.js';
import { asRefusal, optionalDay } from './parts.js';

operation('createMatchRule', {
  description:
    'Lets one fund add to what is given to another, up to a cap. An organization that wants to add gives, or pledges, to the fund that pays. 设立配捐规则',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund whose donations are matched. 受配捐基金'),
    sourceFund: ref(
      'Fund',
      'The fund that pays what is added, of the same office and a similar purpose. 配捐资金来源',
    ),
    title: text('How it is called, without names of persons: vouchers say it. 名称', { max: 100 }),
    rate: percent('What is added to each yuan given; 100 doubles it. 配捐比例', { max: giving.matchRatePpm }),
    cap: yuan('Most that is added in all, in yuan. 配捐上限', { min: 1n }),
    validFrom: of('Date', 'First day whose donations it matches. 开始日期'),
    validTo: optionalDay('First day whose donations it does not match any more. 结束日期(不含)'),
  },
  tenant: 'fund',
  validate: (input) => asRefusal(validityFaults(input.validFrom, input.validTo)),
  allow: (caller, { refs }) =>
    keepsBooks(caller, refs['fund']?.['divisionKey'], refs['sourceFund']?.['divisionKey']),
  run: async ({ input, refs, insert }) => {
    const [fund, source] = [refs['fund']!, refs['sourceFund']!];
    refuseAll(
      transferFaults(source as unknown as TransferFund, fund as unknown as TransferFund, ['sourceFund']),
    );
    const id = await insert('MatchRule', {
      fundId: fund['id'],
      sourceFundId: source['id'],
      title: input.title,
      ratePpm: input.rate,
      capFen: input.cap,
      matchedFen: 0n,
      validFrom: input.validFrom,
      validTo: input.validTo ?? null,
      divisionKey: fund['divisionKey'],
      synthetic: fund['synthetic'],
    });
    return { objects: { matchRule: id } };
  },
  returns: { matchRule: 'MatchRule' },
  emits: 'funds.match-rule.created',
  rules: [
    'match-rule-valid-for-a-day',
    'transfer-between-two-funds',
    'transfer-within-the-office',
    'transfer-keeps-a-similar-purpose',
  ],
});

operation('updateMatchRule', {
  description:
    'Changes how long a match rule holds and how much it adds at most; what was added stays. 调整配捐规则',
  scope: 'funds:write',
  input: {
    matchRule: ref('MatchRule', 'The rule. 配捐规则'),
    cap: yuan('Most that is added in all, in yuan; no less than was added already. 配捐上限', { min: 1n }),
    validTo: optionalDay(
      'First day whose donations it does not match any more; null where it has no end. 结束日期(不含)',
    ),
  },
  target: 'matchRule',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    refuseAll(validityFaults(target['validFrom'] as string, input.validTo));
    await refusing(() => update('MatchRule', id, { capFen: input.cap, validTo: input.validTo }));
    return { objects: { matchRule: id } };
  },
  returns: { matchRule: 'MatchRule' },
  emits: 'funds.match-rule.updated',
  rules: ['match-rule-valid-for-a-day', 'matching-within-its-cap'],
});

operation('matchDonations', {
  description:
    'Adds to the donations that a rule has not matched yet, the earliest first, until nothing is left of its cap. Each is a transfer from the fund that pays. 配捐',
  scope: 'funds:write',
  input: { matchRule: ref('MatchRule', 'The rule. 配捐规则') },
  tenant: 'matchRule',
  allow: (caller, { refs }) => keepsBooks(caller, refs['matchRule']?.['divisionKey']),
  run: async (scene, tx) => {
    const { refs, tenant, today } = scene;
    const named = refs['matchRule']!;
    // The fund before the rule, as whoever takes a donation back does; no donation is taken back meanwhile.
    await lockFund(tx, tenant, named['fundId'] as string);
    const rule = await lockMatchRule(tx, tenant, named['id'] as string);
    const waiting = await unmatchedOf(tx, tenant, rule.id);
    const matches = matchesOf(rule.ratePpm, rule.capFen - rule.matchedFen, waiting);
    refuseAll(foundFaults(matches));
    const posted = await post(
      scene,
      tx,
      matches.map(({ id, amountFen }) => ({
        kind: 'MATCHING' as const,
        source: { type: 'match', key: `${rule.id}/${id}` },
        effectiveOn: today,
        summary: matchSummary(rule.title),
        legs: transferLegs(rule.sourceFundId, rule.fundId, amountFen),
        fundId: rule.fundId,
        ...ownAffair,
        correlationId: id,
      })),
      (postings) => ({
        insert: {
          DonationMatch: matches.map(({ id, amountFen }, i) => ({
            id: newId(),
            matchRuleId: rule.id,
            donationId: id,
            transactionId: postings[i]!.transactionId,
            amountFen,
            divisionKey: named['divisionKey'],
            synthetic: named['synthetic'],
          })),
        },
        update: [
          {
            model: 'MatchRule',
            id: rule.id,
            values: { matchedFen: matches.reduce((sum, { amountFen }) => sum + amountFen, rule.matchedFen) },
          },
        ],
      }),
    );
    return { objects: { matchRule: rule.id }, foreseen: foreseenLines(posted) };
  },
  returns: { matchRule: 'MatchRule' },
  foresees: foreseesLedger,
  emits: 'funds.donations.matched',
  rules: ['matching-finds-donations', ...postingRules],
});

job('match-donations', {
  description: 'Adds to donations what match rules promise.',
  operation: 'matchDonations',
  due: rulesToRun,
});
