// What callers do with funds themselves: record, correct, take a step in their life.
import type { FundKind, FundRestriction, FundState } from '../../../generated/database.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { lastStepOn } from '../../../kernel/write/steps.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { bindAccount, insertAccounts, isEmpty } from '../queries/funds.js';
import { accountsOf, isBound } from '../rules/accounts.js';
import {
  establishmentFaults,
  firstStateFaults,
  liquidationFaults,
  notLiquidated,
  sameOffice,
} from '../rules/life.js';

/** What may be said of a fund beside its kind, its name, its place and how its money is bound. */
const attributes = {
  host: optional(ref('Organization', 'The body that keeps its accounts, of the same office. 托管主体')),
  purpose: optional(text('What it may be spent on. 用途')),
  establishedOn: optional(of('Date', 'Day of establishment, not after today. 设立日期')),
  accountHolder: optional(text('Who holds the bank account. 账户名称', { max: 200 })),
  bankName: optional(text('Bank of the account. 开户银行', { max: 200 })),
  accountNo: optional(text('Number of the account, to which is paid. 账号', { max: 50 })),
  secondApprovalFrom: optional(
    yuan('From this amount on an expense needs a second approver. 双人审批起点', { min: 1n }),
  ),
};

operation('createFund', {
  description: 'Records a fund with the office of its division, and opens its books. 登记基金',
  scope: 'funds:write',
  input: {
    kind: enumOf<FundKind>('FundKind', 'What it is for in the order of governance. 基金类型'),
    name: text('Name, which no other fund of the division bears. 名称', { max: 200 }),
    division: ref('Division', 'The division it serves. 所服务区划'),
    restriction: enumOf<FundRestriction>(
      'FundRestriction',
      'How far its money is bound; of unknown money nothing may be overdrawn either. 限定性',
    ),
    state: optional(
      enumOf<FundState>('FundState', 'APPLIED if not said; what exists already is recorded as ACTIVE. 状态'),
    ),
    ...attributes,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { division, host } = refs;
    const { division: _division, host: _host, state: given, secondApprovalFrom, ...columns } = input;
    const state = given ?? 'APPLIED';
    refuseAll(
      firstStateFaults(state),
      establishmentFaults(input.establishedOn, today),
      sameOffice(tenant, host, ['host']),
    );
    const divisionKey = division!['key'] as string;
    const id = await insert('Fund', {
      ...columns,
      state,
      divisionKey,
      hostId: host?.['id'] ?? null,
      secondApprovalFromFen: secondApprovalFrom ?? null,
      // What stands in an invented division is invented itself.
      synthetic: division!['synthetic'],
    });
    await insertAccounts(tx, accountsOf({ tenant, id, divisionKey, restriction: input.restriction }, newId));
    return { objects: { fund: id } };
  },
  returns: { fund: 'Fund' },
  emits: 'funds.fund.created',
  rules: [
    'fund-begins-before-its-end',
    'fund-established-until-today',
    'fund-references-of-one-office',
    'unique-in-tenant',
  ],
});

operation('updateFund', {
  description:
    'Corrects what is recorded of a fund. Absent fields stay; null removes what may be missing. The division stays, because the books name it. 更正基金信息',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    kind: changeable(enumOf<FundKind>('FundKind', 'What it is for. 基金类型')),
    name: changeable(text('Name. 名称', { max: 200 })),
    restriction: changeable(
      enumOf<FundRestriction>(
        'FundRestriction',
        'How far its money is bound; it becomes bound or unbound only before money moves. 限定性',
      ),
    ),
    ...attributes,
  },
  target: 'fund',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: notLiquidated,
  run: async ({ input, refs, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const { fund: _fund, host: _host, secondApprovalFrom, ...columns } = input;
    const { host } = refs;
    refuseAll(establishmentFaults(input.establishedOn, today), sameOffice(tenant, host, ['host']));
    const { restriction } = input;
    const rebound =
      restriction !== undefined && isBound(restriction) !== isBound(target['restriction'] as FundRestriction);
    if (rebound && !(await bindAccount(tx, tenant, id, restriction)))
      refuseAll([fault('fund-restriction-set-before-money', ['restriction'])]);
    await update('Fund', id, {
      ...columns,
      secondApprovalFromFen: secondApprovalFrom,
      hostId: input.host === undefined ? undefined : (host?.['id'] ?? null),
    });
    return { objects: { fund: id } };
  },
  returns: { fund: 'Fund' },
  emits: 'funds.fund.updated',
  rules: [
    'fund-liquidated-is-final',
    'fund-established-until-today',
    'fund-references-of-one-office',
    'fund-restriction-set-before-money',
    'unique-in-tenant',
  ],
});

operation('changeFundState', {
  description:
    'Takes a fund one step on in its life. It is liquidated when its books are empty: what is left goes to the same or a similar purpose. 变更基金状态',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    state: enumOf<FundState>('FundState', 'The new state. 新状态'),
    effectiveOn: of(
      'Date',
      'Day from which it holds; not before the establishment or the last change, not after today. 生效日期',
    ),
    reason: optional(text('Why. 原因')),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'fund',
  transition: { column: 'state' },
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const earlier = [target['establishedOn'] as string | null, await lastStepOn(tx, tenant, 'Fund', id)];
    refuseAll(
      stepDayFaults('fund-steps-dated-in-order', input.effectiveOn, earlier, today),
      liquidationFaults(input.state, input.state !== 'LIQUIDATED' || (await isEmpty(tx, tenant, id))),
    );
    await update('Fund', id, { state: input.state });
    return { objects: { fund: id } };
  },
  returns: { fund: 'Fund' },
  emits: 'funds.fund.state-changed',
  rules: ['fund-state-follows-its-life-cycle', 'fund-steps-dated-in-order', 'fund-liquidated-when-empty'],
});
