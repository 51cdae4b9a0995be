// Projects that others carry out with a fund's money: planned to the fen, paid step by step, accounted for.
import type { GrantCondition, GrantState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';

/** The life of a project. What was begun ends with its final account, also where it is broken off. */
export const grantLife = lifeCycle<GrantState>('GrantState', 'grant-follows-its-life', {
  DRAFT: ['APPROVED', 'CANCELLED'],
  APPROVED: ['RUNNING', 'CANCELLED'],
  RUNNING: ['MIDTERM', 'ACCEPTED', 'RECTIFYING', 'TERMINATED'],
  MIDTERM: ['ACCEPTED', 'RECTIFYING', 'TERMINATED'],
  RECTIFYING: ['MIDTERM', 'ACCEPTED', 'TERMINATED'],
  ACCEPTED: ['CLOSED'],
  TERMINATED: ['CLOSED'],
  CLOSED: [],
  CANCELLED: [],
});

defineRules({
  'grant-instalments-within-the-budget': {
    code: 'INVALID_INPUT',
    zh: '各期款项合计({instalments} 元)不得超过项目预算({budget} 元)。',
    en: 'The instalments ({instalments} yuan together) do not exceed the budget of the project ({budget} yuan).',
  },
  'grant-has-a-plan': {
    code: 'INVALID_INPUT',
    zh: '项目至少有一项预算明细和一期款项。',
    en: 'A project has at least one line of a budget and one instalment.',
  },
  'grant-last-instalment-after-acceptance': {
    code: 'INVALID_INPUT',
    zh: '分期拨付的项目,最后一期须在验收后支付。',
    en: 'Where a project is paid by several instalments, the last one is paid after its results are accepted.',
  },
  'grant-instalments-in-order': {
    code: 'INVALID_INPUT',
    zh: '各期拨付条件须按先后排列:签订协议、中期评估、验收。',
    en: 'The conditions of the instalments follow each other: start, review in the middle, acceptance.',
  },
  'grant-ends-after-it-begins': {
    code: 'INVALID_INPUT',
    zh: '计划结束日期不得早于开始日期。',
    en: 'A project does not end before it begins.',
  },
  'grant-approved-by-another': {
    code: 'RULE_BROKEN',
    zh: '拟立项、批准与验收须由不同的人办理;您拟定了该项目。',
    en: 'Who planned a project neither approves it nor accepts its results.',
  },
  'instalment-waits-for-its-condition': {
    code: 'RULE_BROKEN',
    zh: '该期款项须在“{condition:GrantCondition}”后支付,而项目状态为“{state:GrantState}”。',
    en: 'This instalment is paid after “{condition:GrantCondition}”, but the project is “{state:GrantState}”.',
  },
  'instalment-paid-once': {
    code: 'CONFLICT',
    zh: '该期款项已支付或正在办理支付。',
    en: 'This instalment is paid, or a request to pay it is under way.',
  },
  'final-account-names-every-line': {
    code: 'INVALID_INPUT',
    zh: '决算须逐项填列,共 {lines} 项,各填一次。',
    en: 'The final account states every line of the budget once; there are {lines}.',
  },
  'final-account-within-what-was-paid': {
    code: 'RULE_BROKEN',
    zh: '决算支出({spent} 元)超过已拨款项({paid} 元)。',
    en: 'The final account spends {spent} yuan, which is more than the {paid} that were paid.',
  },
  'unspent-grant-is-returned': {
    code: 'RULE_BROKEN',
    zh: '结余 {rest} 元须退回基金后结项,请填写退回日期;无结余的不填。',
    en: 'A project is closed when its unspent rest of {rest} yuan is returned; say on which day, and where nothing is left say none.',
  },
  'grant-closed-when-nothing-is-open': {
    code: 'RULE_BROKEN',
    zh: '尚有 {open} 笔该项目的支出申请在办,须先支付或取消。',
    en: '{open} requests to pay for this project are under way; they are paid or given up before it is closed.',
  },
  'closed-grant-is-final': {
    code: 'RULE_BROKEN',
    zh: '该支出所属项目已结项决算,不能再冲销。',
    en: 'The project of this expense is closed with its final account, so that the expense is not taken back any more.',
  },
});

/** What a project is planned to cost, and how it is paid. */
interface Plan {
  readonly lines: readonly { readonly amount: bigint }[];
  readonly instalments: readonly { readonly amount: bigint; readonly condition: GrantCondition }[];
  readonly startsOn: string;
  readonly endsOn: string;
}

/** How far a project must have come for a condition, and how far it has come in a state. */
const stages: Readonly<Record<GrantCondition, number>> = { START: 1, MIDTERM: 2, ACCEPTANCE: 3 };
const reached: Readonly<Partial<Record<GrantState, number>>> = { RUNNING: 1, MIDTERM: 2, ACCEPTED: 3 };

/** The amounts together. */
export function sumOf(parts: readonly { readonly amount: bigint }[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What is wrong with a plan. */
export function planFaults({ lines, instalments, startsOn, endsOn }: Plan): readonly Fault[] {
  const [budget, paid] = [sumOf(lines), sumOf(instalments)];
  const last = instalments.length - 1;
  const inOrder = instalments.every(
    ({ condition }, i) => i === 0 || stages[instalments[i - 1]!.condition] <= stages[condition],
  );
  return [
    ...(lines.length > 0 && instalments.length > 0 ? [] : [fault('grant-has-a-plan', ['lines'])]),
    ...(paid <= budget
      ? []
      : [
          fault('grant-instalments-within-the-budget', ['instalments'], {
            instalments: yuanOf(paid),
            budget: yuanOf(budget),
          }),
        ]),
    ...(inOrder ? [] : [fault('grant-instalments-in-order', ['instalments'])]),
    ...(last < 1 || instalments[last]!.condition === 'ACCEPTANCE'
      ? []
      : [fault('grant-last-instalment-after-acceptance', ['instalments', last, 'condition'])]),
    ...(startsOn <= endsOn ? [] : [fault('grant-ends-after-it-begins', ['endsOn'])]),
  ];
}

/** Refuses whoever planned the project. */
export function deciderFaults(subject: string, grant: Readonly<Record<string, unknown>>): readonly Fault[] {
  return subject === grant['draftedBy'] ? [fault('grant-approved-by-another')] : [];
}

/** Refuses to pay before the project has come as far as it must; while something is to be put right nothing is paid. */
export function conditionFaults(condition: GrantCondition, state: GrantState): readonly Fault[] {
  return (reached[state] ?? 0) >= stages[condition]
    ? []
    : [fault('instalment-waits-for-its-condition', [], { condition, state })];
}

/** What is wrong with a final account, beside what was paid and what is under way. */
export function finalAccountFaults(
  account: readonly { readonly position: number; readonly spent: bigint }[],
  returnedOn: string | null,
  known: { readonly lines: number; readonly paidFen: bigint; readonly open: number },
): readonly Fault[] {
  const spent = sumOf(account.map((line) => ({ amount: line.spent })));
  const rest = known.paidFen - spent;
  const named = new Set(account.map(({ position }) => position).filter((place) => place <= known.lines));
  if (known.open > 0) return [fault('grant-closed-when-nothing-is-open', [], { open: known.open })];
  if (named.size !== known.lines || account.length !== known.lines)
    return [fault('final-account-names-every-line', ['lines'], { lines: known.lines })];
  if (rest < 0n)
    return [
      fault('final-account-within-what-was-paid', ['lines'], {
        spent: yuanOf(spent),
        paid: yuanOf(known.paidFen),
      }),
    ];
  return rest > 0n === (returnedOn !== null)
    ? []
    : [fault('unspent-grant-is-returned', ['returnedOn'], { rest: yuanOf(rest) })];
}

/** What is written of an instalment on its request and its voucher. */
export function instalmentPurpose(title: string, position: number): string {
  return `${title}(第${position}期)`;
}

/** What the voucher of a returned rest says. */
export function returnSummary(title: string): { readonly zh: string; readonly en: string } {
  return { zh: `项目结余退回:${title}`, en: `Unspent rest returned: ${title}` };
}
