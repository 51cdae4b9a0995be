// What moves the money of a project that others carry out: its instalments, and its final account.
import { spending } from '../../../kernel/config.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { changeable, int, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { grantStanding, holdInstalment, isInstalmentTaken, writeFinalAccount } from '../queries/spending.js';
import { needsTwo } from '../rules/expenses.js';
import {
  conditionFaults,
  finalAccountFaults,
  grantLife,
  instalmentPurpose,
  returnSummary,
  sumOf,
} from '../rules/grants.js';
import { postingRules } from '../rules/posting.js';

const documentNo = optional(text('Number of the document that says so. 文号', { max: 100 }));

operation('requestGrantInstalment', {
  description:
    'Asks for an instalment of a project to be paid; what it says follows from the plan, and it is approved like every expense. 申请拨付资助款项',
  scope: 'funds:write',
  input: {
    instalment: ref('GrantInstalment', 'The instalment. 资助款项'),
    documentNo,
    attachments: changeable(int('How many documents support it. 附单据数', { min: 0, max: 999 })),
  },
  tenant: 'instalment',
  allow: (caller, { refs }) => keepsBooks(caller, refs['instalment']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, insert }, tx) => {
    const held = await holdInstalment(tx, tenant, refs['instalment']!['id'] as string);
    refuseAll(
      conditionFaults(held.condition, held.state),
      (await isInstalmentTaken(tx, tenant, held.id)) ? [fault('instalment-paid-once', ['instalment'])] : [],
    );
    const { fund } = held;
    const id = await insert('ExpenseRequest', {
      fundId: fund.id,
      amountFen: held.amountFen,
      category: held.category,
      payee: held.grantee,
      purpose: instalmentPurpose(held.title, held.position),
      documentNo: input.documentNo ?? held.agreementNo,
      attachments: input.attachments ?? 0,
      state: 'REQUESTED',
      twoApprovers: needsTwo(held.amountFen, fund.secondApprovalFromFen, spending.secondApprovalFromFen),
      requestedBy: caller.subject,
      requestedByOrganizationId: caller.organizationId,
      instalmentId: held.id,
      divisionKey: fund.divisionKey,
      synthetic: fund.synthetic,
    });
    return { objects: { expenseRequest: id } };
  },
  returns: { expenseRequest: 'ExpenseRequest' },
  emits: 'funds.grant.instalment-requested',
  rules: ['instalment-waits-for-its-condition', 'instalment-paid-once'],
});

operation('closeGrantProject', {
  description:
    'Closes a project with its final account, line by line; what the grantee did not spend is booked in again. 项目决算结项',
  scope: 'funds:write',
  input: {
    grantProject: ref('GrantProject', 'The project. 资助项目'),
    lines: list(
      object('GrantFinalLineInput', 'What was spent on a line. 决算明细', {
        position: int('Place of the line in the budget. 序号', { min: 1, max: spending.grantLines }),
        spent: yuan('What was spent on it. 决算金额', { min: 0n }),
      }),
      { max: spending.grantLines },
    ),
    returnedOn: optional(
      of('Date', 'Day on which the unspent rest was received; none where nothing is left. 退回日期'),
    ),
    documentNo,
  },
  target: 'grantProject',
  transition: { column: 'state', to: 'CLOSED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const id = target['id'] as string;
    const fundId = target['fundId'] as string;
    // Alone, so that nothing that was paid for it is taken back meanwhile.
    await lockFund(tx, tenant, fundId);
    const standing = await grantStanding(tx, tenant, id);
    const returnedOn = input.returnedOn ?? null;
    refuseAll(finalAccountFaults(input.lines, returnedOn, standing));
    const spentFen = sumOf(input.lines.map(({ spent }) => ({ amount: spent })));
    const returnedFen = standing.paidFen - spentFen;
    await writeFinalAccount(tx, tenant, id, input.lines);
    const postings =
      returnedOn === null
        ? []
        : [
            {
              kind: 'GRANT_RETURN' as const,
              source: { type: 'grant-return', key: id },
              effectiveOn: returnedOn,
              summary: returnSummary(target['title'] as string),
              legs: [
                {
                  position: 1,
                  debit: { fundId, kind: 'BANK' as const },
                  credit: { fundId, kind: 'FUND' as const },
                  amountFen: returnedFen,
                },
              ],
              fundId,
              payerId: target['granteeId'] as string,
              disclosed: true,
              attachments: 1,
              reviewedBy: null,
              reversesId: null,
              correlationId: id,
              funds: 'OPEN' as const,
            },
          ];
    const posted = await post(scene, tx, postings, (made) => ({
      update: [
        {
          model: 'GrantProject',
          id,
          values: {
            state: 'CLOSED',
            spentFen,
            returnedFen,
            returnedOn,
            returnTransactionId: made[0]?.transactionId ?? null,
          },
        },
      ],
    }));
    return { objects: { grantProject: id }, foreseen: foreseenLines(posted) };
  },
  returns: { grantProject: 'GrantProject' },
  foresees: foreseesLedger,
  emits: 'funds.grant.closed',
  rules: [
    grantLife.rule,
    'grant-closed-when-nothing-is-open',
    'final-account-names-every-line',
    'final-account-within-what-was-paid',
    'unspent-grant-is-returned',
    'fund-liquidated-is-final',
    ...postingRules,
  ],
});
