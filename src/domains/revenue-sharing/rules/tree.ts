// A share rule as data: what is owed, on which base, for which period, into which funds.

/** How long a business period is; UNSTATED where a published clause names none. */
export type Per = 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR' | 'UNSTATED';

/** What is measured of a business, as an agreement defines it. */
export type Measure =
  | 'REVENUE'
  | 'NET_REVENUE'
  | 'GROSS_PROFIT'
  | 'PROFIT'
  | 'MANAGEMENT_FEE'
  | 'RENT'
  | 'VENUE_FEE'
  | 'MAINTENANCE_FEE'
  | 'SERVICE_INCOME'
  | 'SHARE_RECEIVED'
  | 'EVENT_TAKINGS'
  | 'DONATION';

/** A fund by its place in the agreement's list, from 1; the one part without a share gets what is left of the whole. */
export interface SplitPart {
  readonly fund: number;
  readonly sharePpm: number | null;
}

/** A rule: leaves are components, due, rounded and split per their own business period. */
export type ShareRule =
  /** The same amount every period. 固定金额 */
  | { readonly kind: 'FIXED'; readonly amountFen: bigint; readonly per: Per }
  /** A part of a base. 按比例 */
  | { readonly kind: 'PERCENT'; readonly ratePpm: number; readonly base: Measure; readonly per: Per }
  /** No less than a part of a base; rounds up, so that the inequality holds to the fen. 不低于 */
  | { readonly kind: 'AT_LEAST'; readonly ratePpm: number; readonly base: Measure; readonly per: Per }
  /** All of them. 合计 */
  | { readonly kind: 'SUM'; readonly of: readonly ShareRule[] }
  /** Into which funds what is owed goes. 分配 */
  | { readonly kind: 'SPLIT'; readonly of: ShareRule; readonly parts: readonly SplitPart[] }
  /** A fixed amount of a period that is not wholly covered counts by actual days. 按实际天数折算 */
  | { readonly kind: 'PRORATE'; readonly of: ShareRule };

/** A leaf of a rule with what stands above it. */
export interface Component {
  /** Place among the leaves, from 1 in the order of the text: the number of the clause. */
  readonly number: number;
  readonly leaf: Extract<ShareRule, { readonly per: Per }>;
  readonly prorated: boolean;
  /** The split around it; null means that all goes to the first fund. */
  readonly parts: readonly SplitPart[] | null;
}

/** The components of a rule in the order of its text. */
export function componentsOf(rule: ShareRule): readonly Component[] {
  const found: Component[] = [];
  const walk = (node: ShareRule, prorated: boolean, parts: readonly SplitPart[] | null): void => {
    switch (node.kind) {
      case 'SUM':
        return node.of.forEach((one) => walk(one, prorated, parts));
      case 'SPLIT':
        return walk(node.of, prorated, node.parts);
      case 'PRORATE':
        return walk(node.of, true, parts);
      default:
        found.push({ number: found.length + 1, leaf: node, prorated, parts });
    }
  };
  walk(rule, false, null);
  return found;
}
