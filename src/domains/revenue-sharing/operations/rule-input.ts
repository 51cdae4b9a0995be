// How callers write a share rule: a tree of choices, which becomes the rule as data.
import type { PeriodLength, RevenueMeasure } from '../../../generated/database.js';
import { shareRules } from '../../../kernel/config.js';
import type { Fault } from '../../../kernel/errors.js';
import {
  enumOf,
  int,
  list,
  object,
  oneOf,
  optional,
  percent,
  yuan,
  type InputField,
} from '../../../kernel/input.js';
import type { ShareRule } from '../rules/tree.js';

const per = enumOf<PeriodLength>('PeriodLength', 'How long its business period is. 业务期间长度');
const base = enumOf<RevenueMeasure>('RevenueMeasure', 'What it is a part of. 计算基数');
const rate = percent('Rate. 比例');

const choices = {
  fixed: optional(
    object('FixedShareInput', 'The same amount every period. 固定金额', {
      amount: yuan('Amount. 金额', { min: 0n }),
      per,
    }),
  ),
  percent: optional(object('PercentShareInput', 'A part of a base. 按比例', { rate, base, per })),
  atLeast: optional(
    object('AtLeastShareInput', 'No less than a part of a base. 不低于', { rate, base, per }),
  ),
  get sum() {
    return optional(
      object('SumShareInput', 'All of them. 合计', { of: list(shareRule, { max: shareRules.nodes }) }),
    );
  },
  get split() {
    return optional(
      object('SplitShareInput', 'Into which funds what is owed goes. 分配', {
        of: shareRule,
        parts: list(
          object('SplitPartInput', 'What one fund gets. 分配比例', {
            fund: int('Place of the fund in the list of funds, from 1. 基金序号', {
              min: 1,
              max: shareRules.splitParts,
            }),
            share: optional(percent('Its share; leave it out for the one that gets the rest. 比例')),
          }),
          { max: shareRules.splitParts },
        ),
      }),
    );
  },
  get prorate() {
    return optional(
      object(
        'ProrateShareInput',
        'A fixed amount of a period that is not wholly covered counts by actual days. 按实际天数折算',
        { of: shareRule },
      ),
    );
  },
};

const tree = oneOf('ShareRuleInput', 'A share rule: one of these. 分成规则', () => choices);

/** A share rule; `run` gets it as data. */
export const shareRule: InputField<ShareRule> = {
  ...tree,
  parse(value, path, faults: Fault[]): ShareRule | undefined {
    const before = faults.length;
    const { choice, value: given } = tree.parse(value, path, faults)!;
    // A part that is wrong leaves nothing to be put together.
    if (faults.length > before || !given) return undefined;
    switch (choice) {
      case 'fixed':
        return { kind: 'FIXED', amountFen: given.amount, per: given.per };
      case 'percent':
      case 'atLeast':
        return {
          kind: choice === 'percent' ? 'PERCENT' : 'AT_LEAST',
          ratePpm: given.rate,
          base: given.base,
          per: given.per,
        };
      case 'sum':
        return { kind: 'SUM', of: given.of };
      case 'split':
        return {
          kind: 'SPLIT',
          of: given.of,
          parts: given.parts.map(({ fund, share }) => ({ fund, sharePpm: share ?? null })),
        };
      case 'prorate':
        return { kind: 'PRORATE', of: given.of };
    }
  },
};
