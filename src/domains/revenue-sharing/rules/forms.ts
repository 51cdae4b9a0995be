// The fields of every kind of node, each with its form: what stores, writes, shows and walks rules is derived from here.
import type { Kind, Node, ShareRule } from './tree.js';

/** What a field holds. */
export type Form =
  /** An amount in fen. */
  | 'fen'
  /** Hundredths of an hour. */
  | 'hours'
  /** Parts per million. */
  | 'ppm'
  /** A whole number. */
  | 'count'
  | 'flag'
  | 'day'
  | 'per'
  | 'mode'
  | 'measure'
  | 'measures'
  | 'rule'
  | 'rules'
  | 'parts'
  | 'bands'
  | 'yearSteps'
  | 'waterfallSteps'
  | 'instalments';

/** A field with its form; one that need not be said tells what its absence means. */
export interface Field {
  readonly form: Form;
  /** `null` that it is null, `zero` that it is nothing, `left out` that it is not there. */
  readonly optional?: 'null' | 'zero' | 'left out';
}

type Fields<T> = { readonly [Name in keyof Omit<T, 'kind'>]-?: Field };

const one = (form: Form): Field => ({ form });
const orNull = (form: Form): Field => ({ form, optional: 'null' });
const orZero = (form: Form): Field => ({ form, optional: 'zero' });
const maybe = (form: Form): Field => ({ form, optional: 'left out' });

const per = one('per');
const of = one('rule');
const based = { base: one('measure'), less: maybe('measures'), taxPpm: maybe('ppm') } as const;

/** The fields of the nodes, in the order in which a text names them. */
export const forms: { readonly [K in Kind]: Fields<Node<K>> } = {
  FIXED: { amountFen: one('fen'), per },
  PERCENT: { ratePpm: one('ppm'), ...based, per },
  AT_LEAST: { ratePpm: one('ppm'), ...based, strict: maybe('flag'), per },
  PER_UNIT: { priceFen: one('fen'), measure: one('measure'), per },
  TIERED: { mode: one('mode'), bands: one('bands'), ...based, per },
  WATERFALL: { ...based, steps: one('waterfallSteps'), per },
  IN_KIND: { hoursCenti: one('hours'), priceFen: orNull('fen'), per },
  MATCH: { ratePpm: one('ppm'), base: one('measure'), capFen: orNull('fen'), matchedFen: orZero('fen'), per },
  PLEDGE: { instalments: one('instalments'), per },
  PRORATE: { of },
  GRACE: { until: one('day'), of },
  WAIVE: { ratePpm: one('ppm'), from: one('day'), to: one('day'), of },
  INDEX: { ratePpm: one('ppm'), everyYears: one('count'), of },
  CARRY_FORWARD_LOSS: { openingLossFen: orZero('fen'), of },
  MAX: { of: one('rules') },
  MIN: { of: one('rules') },
  FLOOR: { amountFen: one('fen'), of },
  CAP: { amountFen: one('fen'), of },
  AT_MOST: { of },
  SCALE: { ratePpm: one('ppm'), of },
  STEP_UP: { steps: one('yearSteps') },
  OFFSET: { priceFen: one('fen'), capPpm: one('ppm'), of },
  SUM: { of: one('rules') },
  SPLIT: { of, parts: one('parts') },
  GUARANTEE: { amountFen: one('fen'), of },
  ADVANCE: { amountFen: one('fen'), per, of },
  LATE_CHARGE: { dailyRatePpm: one('ppm'), graceDays: one('count'), of },
};

/** The fields of what stands in the lists of nodes. */
export const items = {
  parts: { fund: one('count'), sharePpm: orNull('ppm') },
  bands: { upToFen: orNull('fen'), ratePpm: one('ppm') },
  yearSteps: { fromYear: one('count'), of },
  waterfallSteps: {
    recoverFen: orNull('fen'),
    recoveredFen: orZero('fen'),
    ratePpm: orNull('ppm'),
    fund: orNull('count'),
  },
  instalments: { dueOn: one('day'), amountFen: one('fen') },
} satisfies Partial<Record<Form, Readonly<Record<string, Field>>>>;

/** A form that is a list of objects. */
export type ItemForm = keyof typeof items;

/** Whether a form is a list of objects. */
export function isItems(form: Form): form is ItemForm {
  return Object.hasOwn(items, form);
}

/** The kinds of nodes, in the order of their declaration. */
export const kinds = Object.keys(forms) as readonly Kind[];

/** A child of a node with its place in it, as names of fields and places in lists. */
export interface Child {
  readonly rule: ShareRule;
  readonly path: readonly (string | number)[];
}

/** What stands directly in a node. */
export function childrenOf(rule: ShareRule): readonly Child[] {
  if (rule.kind === 'STEP_UP')
    return rule.steps.map((step, i) => ({ rule: step.of, path: ['steps', i, 'of'] }));
  if (!('of' in rule)) return [];
  return Array.isArray(rule.of)
    ? (rule.of as readonly ShareRule[]).map((one_, i) => ({ rule: one_, path: ['of', i] }))
    : [{ rule: rule.of as ShareRule, path: ['of'] }];
}

/** A node and all below it, each after the one around it. */
export function nodesBelow(rule: ShareRule): readonly ShareRule[] {
  return [rule, ...childrenOf(rule).flatMap((child) => nodesBelow(child.rule))];
}
