// What callers do with projects that others carry out: plan, approve, follow, accept.
import type { ExpenseCategory, GrantCondition, GrantState } from '../../../generated/database.js';
import { spending } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { deciderFaults, grantLife, planFaults, sumOf } from '../rules/grants.js';
import { sameOffice } from '../rules/life.js';

const grantProject = ref('GrantProject', 'The project. 资助项目');
const effectiveOn = changeable(of('Date', 'Day from which it holds; today if not said. 生效日期'));
const documentNo = optional(text('Number of the document that says so. 文号', { max: 100 }));
const common = {
  scope: 'funds:write',
  target: 'grantProject',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  returns: { grantProject: 'GrantProject' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

operation('draftGrantProject', {
  description:
    'Plans a project that an organization is to carry out with a fund’s money: its budget by lines, and its instalments. 拟定资助项目',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that pays for it. 资助基金'),
    grantee: ref('Organization', 'Who carries it out, of the same tenant. 受资助单位'),
    title: text('Title. 项目名称', { max: 150 }),
    purpose: optional(text('What it is to achieve. 项目目标')),
    category: enumOf<ExpenseCategory>('ExpenseCategory', 'What kind of spending it is. 支出类别'),
    startsOn: of('Date', 'First day. 开始日期'),
    endsOn: of('Date', 'Last day that is planned. 计划结束日期'),
    lines: list(
      object('GrantLineInput', 'A line of the budget. 预算明细', {
        item: text('What is paid for. 费用内容', { max: 200 }),
        amount: yuan('Amount planned. 预算金额', { min: 1n }),
      }),
      { max: spending.grantLines },
    ),
    instalments: list(
      object('GrantInstalmentInput', 'An instalment. 款项', {
        amount: yuan('Amount. 金额', { min: 1n }),
        condition: enumOf<GrantCondition>('GrantCondition', 'What must be done before. 拨付条件'),
      }),
      { max: spending.instalments },
    ),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, apply }) => {
    const { fund, grantee } = refs;
    refuseAll(sameOffice(tenant, grantee, ['grantee']), planFaults(input));
    const { lines, instalments, fund: _fund, grantee: _grantee, ...columns } = input;
    const id = newId();
    const divisionKey = fund!['divisionKey'];
    await apply({
      insert: {
        GrantProject: [
          {
            ...columns,
            id,
            fundId: fund!['id'],
            granteeId: grantee!['id'],
            budgetFen: sumOf(lines),
            state: 'DRAFT',
            draftedBy: caller.subject,
            divisionKey,
            synthetic: fund!['synthetic'],
          },
        ],
        GrantLine: lines.map(({ item, amount }, i) => ({
          projectId: id,
          position: i + 1,
          item,
          amountFen: amount,
        })),
        GrantInstalment: instalments.map(({ amount, condition }, i) => ({
          projectId: id,
          position: i + 1,
          amountFen: amount,
          condition,
          divisionKey,
        })),
      },
    });
    return { objects: { grantProject: id } };
  },
  returns: common.returns,
  emits: 'funds.grant.drafted',
  rules: [
    'fund-references-of-one-office',
    'grant-has-a-plan',
    'grant-instalments-within-the-budget',
    'grant-instalments-in-order',
    'grant-last-instalment-after-acceptance',
    'grant-ends-after-it-begins',
  ],
});

operation('approveGrantProject', {
  ...common,
  description: 'Approves a project that somebody else planned. 批准立项',
  input: { grantProject, effectiveOn, documentNo },
  transition: { column: 'state', to: 'APPROVED' },
  run: async ({ target, caller, step }) => {
    refuseAll(deciderFaults(caller.subject, target));
    return step({ approvedBy: caller.subject });
  },
  emits: 'funds.grant.approved',
  rules: [grantLife.rule, 'grant-approved-by-another'],
});

operation('startGrantProject', {
  ...common,
  description:
    'Tells that the agreement with the grantee is signed and the project under way. 签订协议并实施',
  input: {
    grantProject,
    effectiveOn,
    agreementNo: text('Number of the agreement with the grantee. 协议编号', { max: 100 }),
  },
  transition: { column: 'state', to: 'RUNNING' },
  run: ({ input, step }) => step({ agreementNo: input.agreementNo }),
  emits: 'funds.grant.started',
  rules: [grantLife.rule],
});

operation('acceptGrantProject', {
  ...common,
  description: 'Accepts the results of a project that somebody else planned. 项目验收',
  input: { grantProject, effectiveOn, documentNo },
  transition: { column: 'state', to: 'ACCEPTED' },
  run: async ({ target, caller, step }) => {
    refuseAll(deciderFaults(caller.subject, target));
    return step({ acceptedBy: caller.subject });
  },
  emits: 'funds.grant.accepted',
  rules: [grantLife.rule, 'grant-approved-by-another'],
});

/** Steps that say why and change nothing else. */
const told: readonly {
  readonly name: string;
  readonly to: GrantState;
  readonly emits: string;
  readonly description: string;
}[] = [
  {
    name: 'passGrantMidterm',
    to: 'MIDTERM',
    emits: 'funds.grant.midterm-passed',
    description: 'Tells that a project passed the review in its middle. 中期评估通过',
  },
  {
    name: 'rectifyGrantProject',
    to: 'RECTIFYING',
    emits: 'funds.grant.rectifying',
    description: 'Asks the grantee to put something right; nothing more is paid meanwhile. 责令整改',
  },
  {
    name: 'terminateGrantProject',
    to: 'TERMINATED',
    emits: 'funds.grant.terminated',
    description: 'Breaks a project off; its final account is still to be made. 终止项目',
  },
  {
    name: 'cancelGrantProject',
    to: 'CANCELLED',
    emits: 'funds.grant.cancelled',
    description: 'Gives a project up before it begins. 撤销项目',
  },
];

for (const { name, to, emits, description } of told)
  operation(name, {
    ...common,
    description,
    input: { grantProject, effectiveOn, reason: text('What was found, or why. 情况说明'), documentNo },
    transition: { column: 'state', to },
    run: async ({ target, update }) => {
      const id = target['id'] as string;
      await update('GrantProject', id, { state: to });
      return { objects: { grantProject: id } };
    },
    emits,
    rules: [grantLife.rule],
  });
