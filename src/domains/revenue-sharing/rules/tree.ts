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
  | 'DONATION'
  | 'COST'
  | Counted;

/** What is counted and not paid: pieces, hours, hours at the dearer times. */
export type Counted = 'UNITS' | 'HOURS' | 'PEAK_HOURS';

/** A fund by its place in the agreement's list, from 1; the one part without a share gets what is left of the whole. */
export interface SplitPart {
  readonly fund: number;
  readonly sharePpm: number | null;
}

/** A rate for the part of a base up to an amount, inclusive; null for whatever is above the other bands. 档次 */
export interface Band {
  readonly upToFen: bigint | null;
  readonly ratePpm: number;
}

/** What holds from a contract year on, counted from 1. 合同年度 */
export interface YearStep {
  readonly fromYear: number;
  readonly of: ShareRule;
}

/**
 * A step of a waterfall: an amount that somebody recovers over the years, a part of what the steps before left, or, with
 * neither, all that is left. It goes to a fund, or stays with the parties.
 */
export interface WaterfallStep {
  readonly recoverFen: bigint | null;
  /** What of it was recovered before the terms began. */
  readonly recoveredFen: bigint;
  readonly ratePpm: number | null;
  /** Place of the fund; null for what stays with the parties. */
  readonly fund: number | null;
}

/** A part of a pledge with the day by which it is due. */
export interface Instalment {
  readonly dueOn: string;
  readonly amountFen: bigint;
}

/** What a part is taken of: a measure, without costs that may be deducted, without tax that is in it. */
export interface Based {
  readonly base: Measure;
  /** Measures that are deducted first; of less than nothing, nothing is due. */
  readonly less?: readonly Measure[];
  /** The rate of the tax that is in the base; the part is of the amount without it. */
  readonly taxPpm?: number;
}

/** What is due by a leaf is due per business period. */
interface Due {
  readonly per: Per;
}

/** Leaves: each makes something due for its own business period. */
export type Leaf =
  /** The same amount every period. 固定金额 */
  | (Due & { readonly kind: 'FIXED'; readonly amountFen: bigint })
  /** A part of a base. 按比例 */
  | (Due & Based & { readonly kind: 'PERCENT'; readonly ratePpm: number })
  /** No less than a part of a base, or strictly more; rounds up, so that the inequality holds to the fen. 不低于 */
  | (Due & Based & { readonly kind: 'AT_LEAST'; readonly ratePpm: number; readonly strict?: boolean })
  /** A price for each piece or hour. 按件计 */
  | (Due & { readonly kind: 'PER_UNIT'; readonly priceFen: bigint; readonly measure: Measure })
  /** Rates by bands: each on its own part (超额累进), or the rate of the highest band reached on all (全额累进). */
  | (Due & Based & { readonly kind: 'TIERED'; readonly mode: TierMode; readonly bands: readonly Band[] })
  /** Who gets what of the net, one after the other. 分配顺序 */
  | (Due & Based & { readonly kind: 'WATERFALL'; readonly steps: readonly WaterfallStep[] })
  /** Hours of service; money for those that are not served, if they have a price. 以服务抵缴 */
  | (Due & {
      readonly kind: 'IN_KIND';
      /** Hundredths of an hour. */
      readonly hoursCenti: bigint;
      readonly priceFen: bigint | null;
    })
  /** As much again as a base, or a part of it, up to a cap for all periods together. 配捐 */
  | (Due & {
      readonly kind: 'MATCH';
      readonly ratePpm: number;
      readonly base: Measure;
      readonly capFen: bigint | null;
      /** What of the cap was used before the terms began. */
      readonly matchedFen: bigint;
    })
  /** A sum promised in parts; each is due in the period of its day. 分期捐赠 */
  | (Due & { readonly kind: 'PLEDGE'; readonly instalments: readonly Instalment[] });

/** How bands work. */
export type TierMode = 'MARGINAL' | 'WHOLE';

/** What changes an amount in proportion, so that it may stand above a sum and holds for each of its parts. */
export type Linear =
  /** A fixed amount of a period that is not wholly covered counts by actual days. 按实际天数折算 */
  | { readonly kind: 'PRORATE'; readonly of: ShareRule }
  /** Nothing is due for the days before. 免租期 */
  | { readonly kind: 'GRACE'; readonly until: string; readonly of: ShareRule }
  /** A part is waived for some days. 减免 */
  | {
      readonly kind: 'WAIVE';
      readonly ratePpm: number;
      readonly from: string;
      readonly to: string;
      readonly of: ShareRule;
    }
  /** Rises by a rate every so many contract years, each rise on the one before. 递增 */
  | { readonly kind: 'INDEX'; readonly ratePpm: number; readonly everyYears: number; readonly of: ShareRule }
  /** Losses of earlier periods are made up for before a profit is shared. 亏损结转 */
  | { readonly kind: 'CARRY_FORWARD_LOSS'; readonly openingLossFen: bigint; readonly of: ShareRule };

/** What makes one amount of amounts of the same period. */
export type Combined =
  /** The highest. 孰高 */
  | { readonly kind: 'MAX'; readonly of: readonly ShareRule[] }
  /** The lowest. 孰低 */
  | { readonly kind: 'MIN'; readonly of: readonly ShareRule[] }
  /** No less than an amount. 保底 */
  | { readonly kind: 'FLOOR'; readonly amountFen: bigint; readonly of: ShareRule }
  /** No more than an amount. 封顶 */
  | { readonly kind: 'CAP'; readonly amountFen: bigint; readonly of: ShareRule }
  /** An upper limit; rounds down, so that the inequality holds to the fen. 不超过 */
  | { readonly kind: 'AT_MOST'; readonly of: ShareRule }
  /** A part of what stands below. 折算 */
  | { readonly kind: 'SCALE'; readonly ratePpm: number; readonly of: ShareRule }
  /** Something else from a contract year on. 逐年递进 */
  | { readonly kind: 'STEP_UP'; readonly steps: readonly YearStep[] }
  /** Hours served are paid for by paying less, up to a part of what is due. 服务抵扣 */
  | {
      readonly kind: 'OFFSET';
      readonly priceFen: bigint;
      readonly capPpm: number;
      readonly of: ShareRule;
    };

/** What makes several components, or says where they go; stands at the top. */
export type Structure =
  /** All of them; below an amount, their sum. 合计 */
  | { readonly kind: 'SUM'; readonly of: readonly ShareRule[] }
  /** Into which funds what is owed goes. 分配 */
  | { readonly kind: 'SPLIT'; readonly of: ShareRule; readonly parts: readonly SplitPart[] }
  /** No less than an amount in a year: what the shorter periods lack is due at its end. 年度保底 */
  | { readonly kind: 'GUARANTEE'; readonly amountFen: bigint; readonly of: ShareRule }
  /** Amounts paid in advance, set against what is due at the end; too much is credit. 预缴 */
  | { readonly kind: 'ADVANCE'; readonly amountFen: bigint; readonly per: Per; readonly of: ShareRule }
  /** What is paid late costs so much a day, after some days of grace. 滞纳金 */
  | {
      readonly kind: 'LATE_CHARGE';
      readonly dailyRatePpm: number;
      readonly graceDays: number;
      readonly of: ShareRule;
    };

/** A rule. */
export type ShareRule = Leaf | Linear | Combined | Structure;

/** The name of a kind of node. */
export type Kind = ShareRule['kind'];

/** A node of a kind. */
export type Node<K extends Kind> = Extract<ShareRule, { readonly kind: K }>;
