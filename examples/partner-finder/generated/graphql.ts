/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Condition on AgendaItem; all fields given must hold. 筛选条件 */
export type AgendaItemFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AgendaItemFilter> | null | undefined;
  /** The division. 所在区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division. 所在区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Day by which it is to be done. 完成期限 */
  readonly dueOn?: DateFilter | null | undefined;
  /** The meeting on whose agenda it stands. 会议 */
  readonly meeting?: MeetingFilter | null | undefined;
  /** First month whose monthly meeting can take it, as 2026-03: what comes after the 15th waits for the next. 可列入月份 */
  readonly month?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AgendaItemFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AgendaItemFilter> | null | undefined;
  /** Day on which it was brought up. 提出日期 */
  readonly raisedOn?: DateFilter | null | undefined;
  /** What was decided. 决议 */
  readonly resolutions?: ResolutionListFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: AgendaItemStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** What it is about. 议题名称 */
  readonly title?: StringFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related AgendaItem rows. 关联条件 */
export type AgendaItemListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AgendaItemFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AgendaItemFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AgendaItemFilter | null | undefined;
};

/** Where a matter is in its life. 议题状态 */
export type AgendaItemState =
  /** It was brought up. 已收集 */
  | 'COLLECTED'
  /** What was decided is being carried out. 实施中 */
  | 'EXECUTING'
  /** It stands on the agenda of a meeting. 已列入议程 */
  | 'ON_AGENDA'
  /** It was adopted. 通过 */
  | 'PASSED'
  /** It was not adopted. 未通过 */
  | 'REJECTED'
  /** What came of it was told. 已报告 */
  | 'REPORTED'
  /** It is not pursued. 撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type AgendaItemState; all comparators given must hold. 比较条件 */
export type AgendaItemStateFilter = {
  /** Equal. 等于 */
  readonly eq?: AgendaItemState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<AgendaItemState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: AgendaItemState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<AgendaItemState> | null | undefined;
};

/** Condition on Agreement; all fields given must hold. 筛选条件 */
export type AgreementFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AgreementFilter> | null | undefined;
  /** The parties let the public see the amounts. 同意公开金额 */
  readonly consentsToPublication?: BooleanFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Objections of its payer to what is reported or due under it. 争议 */
  readonly disputes?: DisputeListFilter | null | undefined;
  /** The community. 社区 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the community: the code under which that was first recorded, also after a recoding. `division { code }` is the code of the day; to ask by place, use `within`. 社区区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number under which it is on file. 备案号 */
  readonly filingNo?: StringFilter | null | undefined;
  /** Service that was rendered under it. 服务记录 */
  readonly inKind?: InKindRecordListFilter | null | undefined;
  /** What kind of agreement it is. 协议类型 */
  readonly kind?: AgreementKindFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AgreementFilter | null | undefined;
  /** Notices that ask for what is open under it. 缴款通知单 */
  readonly notices?: PaymentNoticeListFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AgreementFilter> | null | undefined;
  /** Who agreed, in which part. 协议各方 */
  readonly parties?: AgreementPartyListFilter | null | undefined;
  /** The body that owes what the rule says, and reports for it; null where no source names it. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** What was paid under it. 缴款 */
  readonly payments?: PaymentListFilter | null | undefined;
  /** What was paid back of what was paid too much. 退还多缴 */
  readonly refunds?: CreditRefundListFilter | null | undefined;
  /** What was reported under it. 收益申报 */
  readonly reports?: RevenueReportListFilter | null | undefined;
  /** What fell due under it. 结算 */
  readonly settlements?: SettlementListFilter | null | undefined;
  /** Day on which it was signed. 签订日期 */
  readonly signedOn?: DateFilter | null | undefined;
  /** Where it is in its life; UNKNOWN where no source says it. 状态 */
  readonly state?: AgreementStateFilter | null | undefined;
  /** What it brought its funds year by year. 年度结算 */
  readonly statements?: AnnualStatementListFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Title. 协议名称 */
  readonly title?: StringFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** First day on which it holds. 生效日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which it holds no more; null while no end is known. 截止日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** Its terms through time. 协议版本 */
  readonly versions?: AgreementVersionListFilter | null | undefined;
  /** What the payer need not pay. 减免 */
  readonly waivers?: WaiverListFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on AgreementFund; all fields given must hold. 筛选条件 */
export type AgreementFundFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AgreementFundFilter> | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AgreementFundFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AgreementFundFilter> | null | undefined;
  /** Place by which the rule names it, from 1. 序号 */
  readonly position?: IntFilter | null | undefined;
};

/** Condition on related AgreementFund rows. 关联条件 */
export type AgreementFundListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AgreementFundFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AgreementFundFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AgreementFundFilter | null | undefined;
};

/** What kind of agreement it is. 协议类型 */
export type AgreementKind =
  /** Promise of a donation. 捐赠承诺 */
  | 'DONATION_PLEDGE'
  /** Shares in a company. 股份合作 */
  | 'EQUITY'
  /** Joint operation. 联合运营 */
  | 'JOINT_OPERATION'
  /** Purchase of services. 购买服务 */
  | 'SERVICE_PURCHASE'
  /** With a social enterprise. 社会企业合作 */
  | 'SOCIAL_ENTERPRISE'
  /** Room in return for services. 空间换资源 */
  | 'SPACE_FOR_SERVICE'
  /** Letting of room. 空间租赁 */
  | 'SPACE_LEASE';

/** Condition on a value of type AgreementKind; all comparators given must hold. 比较条件 */
export type AgreementKindFilter = {
  /** Equal. 等于 */
  readonly eq?: AgreementKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<AgreementKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: AgreementKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<AgreementKind> | null | undefined;
};

/** Condition on related Agreement rows. 关联条件 */
export type AgreementListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AgreementFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AgreementFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AgreementFilter | null | undefined;
};

/** Condition on AgreementParty; all fields given must hold. 筛选条件 */
export type AgreementPartyFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AgreementPartyFilter> | null | undefined;
  /** The community, where it is the party. 社区 */
  readonly division?: DivisionFilter | null | undefined;
  /** Name as the agreement or the source writes it. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AgreementPartyFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AgreementPartyFilter> | null | undefined;
  /** The body, where it is recorded. 组织 */
  readonly organization?: OrganizationFilter | null | undefined;
  /** Place in the agreement, from 1. 序号 */
  readonly position?: IntFilter | null | undefined;
  /** Part it plays. 角色 */
  readonly role?: PartyRoleFilter | null | undefined;
};

/** Condition on related AgreementParty rows. 关联条件 */
export type AgreementPartyListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AgreementPartyFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AgreementPartyFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AgreementPartyFilter | null | undefined;
};

/** Where an agreement is in its life. 协议状态 */
export type AgreementState =
  /** In force. 履行 */
  | 'ACTIVE'
  /** Closed. 结束 */
  | 'CLOSED'
  /** Drafted. 起草 */
  | 'DRAFT'
  /** Expired. 到期 */
  | 'EXPIRED'
  /** On file. 备案 */
  | 'FILED'
  /** Liquidated. 清算 */
  | 'LIQUIDATED'
  /** Negotiated. 协商 */
  | 'NEGOTIATED'
  /** Resolved on by the residents. 居民议决 */
  | 'RESOLVED'
  /** Signed. 签订 */
  | 'SIGNED'
  /** Suspended: the platform closes nothing; what its terms make due meanwhile is closed when it is resumed. 中止 */
  | 'SUSPENDED'
  /** Terminated. 终止 */
  | 'TERMINATED'
  /** No source says it. 来源未载 */
  | 'UNKNOWN';

/** Condition on a value of type AgreementState; all comparators given must hold. 比较条件 */
export type AgreementStateFilter = {
  /** Equal. 等于 */
  readonly eq?: AgreementState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<AgreementState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: AgreementState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<AgreementState> | null | undefined;
};

/** Condition on AgreementVersion; all fields given must hold. 筛选条件 */
export type AgreementVersionFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AgreementVersionFilter> | null | undefined;
  /** Funds that it pays into, in the order that the rule counts them by. 受益基金 */
  readonly funds?: AgreementFundListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AgreementVersionFilter | null | undefined;
  /** Number within the agreement, from 1. 版本序号 */
  readonly number?: IntFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AgreementVersionFilter> | null | undefined;
  /** How amounts become fen, where the clause does not say it itself. 舍入方式 */
  readonly rounding?: RoundingModeFilter | null | undefined;
  /** Settlements under these terms. 结算 */
  readonly settlements?: SettlementListFilter | null | undefined;
  /** Day on which it was signed. 签订日期 */
  readonly signedOn?: DateFilter | null | undefined;
  /** Whether it is signed. 状态 */
  readonly state?: AgreementVersionStateFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** First day on which it holds; null where no source says it. 生效日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which it holds no more; null while no end is known. 截止日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related AgreementVersion rows. 关联条件 */
export type AgreementVersionListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AgreementVersionFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AgreementVersionFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AgreementVersionFilter | null | undefined;
};

/** Whether the terms are signed. 协议版本状态 */
export type AgreementVersionState =
  /** Given up before it was signed. 已放弃 */
  | 'DISCARDED'
  /** Being drafted. 草案 */
  | 'DRAFT'
  /** Known from a published text. 来源所载 */
  | 'PUBLISHED'
  /** Signed, and unchanged from then on. 已签订 */
  | 'SIGNED';

/** Condition on a value of type AgreementVersionState; all comparators given must hold. 比较条件 */
export type AgreementVersionStateFilter = {
  /** Equal. 等于 */
  readonly eq?: AgreementVersionState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<AgreementVersionState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: AgreementVersionState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<AgreementVersionState> | null | undefined;
};

/** Condition on AnnualStatement; all fields given must hold. 筛选条件 */
export type AnnualStatementFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AnnualStatementFilter> | null | undefined;
  /** What fell due for it. 应缴金额 */
  readonly due?: MoneyFilter | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AnnualStatementFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AnnualStatementFilter> | null | undefined;
  /** Who owes it. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** What was received for it; credit and what a payer gave beyond are not in it. 实缴金额 */
  readonly received?: MoneyFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Business year. 业务年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related AnnualStatement rows. 关联条件 */
export type AnnualStatementListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AnnualStatementFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AnnualStatementFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AnnualStatementFilter | null | undefined;
};

/** Condition on Appropriation; all fields given must hold. 筛选条件 */
export type AppropriationFilter = {
  /** Amount assigned. 下达金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AppropriationFilter> | null | undefined;
  /** Day of the document. 下达日期 */
  readonly assignedOn?: DateFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the document that assigns it, once per fund. 拨款文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The fund that it is assigned to. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** The office that assigns it. 拨款单位 */
  readonly grantor?: OrganizationFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AppropriationFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AppropriationFilter> | null | undefined;
  /** What came of it. 到账记录 */
  readonly receipts?: AppropriationReceiptListFilter | null | undefined;
  /** Whose budget it comes from. 资金来源 */
  readonly source?: FiscalSourceFilter | null | undefined;
  /** Whether its rest is still to come. 状态 */
  readonly state?: AppropriationStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Budget year that it is of. 预算年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related Appropriation rows. 关联条件 */
export type AppropriationListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AppropriationFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AppropriationFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AppropriationFilter | null | undefined;
};

/** Condition on AppropriationReceipt; all fields given must hold. 筛选条件 */
export type AppropriationReceiptFilter = {
  /** Amount received. 到账金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<AppropriationReceiptFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: AppropriationReceiptFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<AppropriationReceiptFilter> | null | undefined;
  /** Day on which the account received it. 到账日期 */
  readonly receivedOn?: DateFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related AppropriationReceipt rows. 关联条件 */
export type AppropriationReceiptListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: AppropriationReceiptFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: AppropriationReceiptFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: AppropriationReceiptFilter | null | undefined;
};

/** Whether an appropriation is still to come. 拨款状态 */
export type AppropriationState =
  /** Assigned; it may be received. 已下达 */
  | 'ASSIGNED'
  /** What was not received yet does not come. 已收回 */
  | 'WITHDRAWN';

/** Condition on a value of type AppropriationState; all comparators given must hold. 比较条件 */
export type AppropriationStateFilter = {
  /** Equal. 等于 */
  readonly eq?: AppropriationState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<AppropriationState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: AppropriationState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<AppropriationState> | null | undefined;
};

/** Condition on a value of type BigInt; all comparators given must hold. 比较条件 */
export type BigIntFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on a value of type Boolean; all comparators given must hold. 比较条件 */
export type BooleanFilter = {
  /** Equal. 等于 */
  readonly eq?: boolean | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: boolean | null | undefined;
};

/** Condition on ClearingReceipt; all fields given must hold. 筛选条件 */
export type ClearingReceiptFilter = {
  /** How much is given. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ClearingReceiptFilter> | null | undefined;
  /** Day of the answer. 确认日期 */
  readonly answeredOn?: DateFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the receiving fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Stable key of the giving fund's division. 转出方区划的稳定键 */
  readonly fromDivisionKey?: StringFilter | null | undefined;
  /** Office that sent it. 转出机关 */
  readonly fromTenant?: IntFilter | null | undefined;
  /** The fund that receives. 转入基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ClearingReceiptFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ClearingReceiptFilter> | null | undefined;
  /** Day on which the money was received. 到账日期 */
  readonly receivedOn?: DateFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: ClearingReceiptStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related ClearingReceipt rows. 关联条件 */
export type ClearingReceiptListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ClearingReceiptFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ClearingReceiptFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ClearingReceiptFilter | null | undefined;
};

/** Where the answer to a transfer is in its life. 跨机关转入状态 */
export type ClearingReceiptState =
  /** Posted here, and not yet in the bank. 已确认 */
  | 'ACCEPTED'
  /** In the bank. 已到账 */
  | 'RECEIVED'
  /** Not taken. 已退回 */
  | 'REFUSED';

/** Condition on a value of type ClearingReceiptState; all comparators given must hold. 比较条件 */
export type ClearingReceiptStateFilter = {
  /** Equal. 等于 */
  readonly eq?: ClearingReceiptState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ClearingReceiptState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ClearingReceiptState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ClearingReceiptState> | null | undefined;
};

/** Condition on ClearingTransfer; all fields given must hold. 筛选条件 */
export type ClearingTransferFilter = {
  /** How much is given. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ClearingTransferFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the giving fund's division. 转出方区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund that gives. 转出基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ClearingTransferFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ClearingTransferFilter> | null | undefined;
  /** Day on which it was paid. 付款日期 */
  readonly paidOn?: DateFilter | null | undefined;
  /** Day on which it was promised. 转出日期 */
  readonly sentOn?: DateFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: ClearingTransferStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Stable key of the receiving fund's division. 转入方区划的稳定键 */
  readonly toDivisionKey?: StringFilter | null | undefined;
  /** Office that records the fund which is given to. 转入机关 */
  readonly toTenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related ClearingTransfer rows. 关联条件 */
export type ClearingTransferListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ClearingTransferFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ClearingTransferFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ClearingTransferFilter | null | undefined;
};

/** Where a transfer to another office is in its life. 跨机关转出状态 */
export type ClearingTransferState =
  /** Posted there, too. 对方已确认 */
  | 'ACCEPTED'
  /** The money was paid. 已付款 */
  | 'PAID'
  /** The other office does not take it; the posting was taken back. 对方已退回 */
  | 'REFUSED'
  /** Posted here; the other office has not answered. 已转出 */
  | 'SENT';

/** Condition on a value of type ClearingTransferState; all comparators given must hold. 比较条件 */
export type ClearingTransferStateFilter = {
  /** Equal. 等于 */
  readonly eq?: ClearingTransferState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ClearingTransferState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ClearingTransferState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ClearingTransferState> | null | undefined;
};

/** What members of a fund's committee do. 管委会职务 */
export type CommitteeRole =
  /** Leads it. 主任 */
  | 'CHAIR'
  /** Leads it in the chair's place. 副主任 */
  | 'DEPUTY'
  /** Decides with the others. 委员 */
  | 'MEMBER'
  /** Watches over it. 监督员 */
  | 'SUPERVISOR';

/** Condition on a value of type CommitteeRole; all comparators given must hold. 比较条件 */
export type CommitteeRoleFilter = {
  /** Equal. 等于 */
  readonly eq?: CommitteeRole | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<CommitteeRole> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: CommitteeRole | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<CommitteeRole> | null | undefined;
};

/** Condition on CommunityPartner; all fields given must hold. 筛选条件 */
export type CommunityPartnerFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<CommunityPartnerFilter> | null | undefined;
  /** What it brings in; empty where no source says it. 投入方式 */
  readonly contributions?: PartnerContributionListFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** The community. 社区 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the community: the code under which that was first recorded, also after a recoding. `division { code }` is the code of the day; to ask by place, use `within`. 社区区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** How it works with the community. 合伙人类型 */
  readonly kind?: PartnerKindFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: CommunityPartnerFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<CommunityPartnerFilter> | null | undefined;
  /** The body that is the partner. 合伙人组织 */
  readonly organization?: OrganizationFilter | null | undefined;
  /** What its services cost residents; UNKNOWN where no source says it. 服务收费层次 */
  readonly serviceTier?: ServiceTierFilter | null | undefined;
  /** What it does for the community. 服务内容 */
  readonly services?: StringFilter | null | undefined;
  /** Where it is in its life; UNKNOWN where no source says it. 状态 */
  readonly state?: PartnerStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** First day of the partnership; null while it is not signed or not known. 合伙起始日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which the partnership is over; null while no end is known. 合伙截止日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related CommunityPartner rows. 关联条件 */
export type CommunityPartnerListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: CommunityPartnerFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: CommunityPartnerFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: CommunityPartnerFilter | null | undefined;
};

/** Condition on CreditRefund; all fields given must hold. 筛选条件 */
export type CreditRefundFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<CreditRefundFilter> | null | undefined;
  /** The bank's reference. 银行流水号 */
  readonly bankReference?: StringFilter | null | undefined;
  /** The fund that pays it back. 退款基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: CreditRefundFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<CreditRefundFilter> | null | undefined;
  /** Day on which it left the bank account. 退款日期 */
  readonly paidOn?: DateFilter | null | undefined;
  /** Who gets it back. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: CreditRefundStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related CreditRefund rows. 关联条件 */
export type CreditRefundListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: CreditRefundFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: CreditRefundFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: CreditRefundFilter | null | undefined;
};

/** Where a refund is on its way. 退还状态 */
export type CreditRefundState =
  /** Paid back and posted. 已退还 */
  | 'PAID'
  /** Refused. 已驳回 */
  | 'REJECTED'
  /** Asked for. 已申请 */
  | 'REQUESTED'
  /** Came back, and is credit again. 已冲销 */
  | 'REVERSED'
  /** Taken back by who asked for it. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type CreditRefundState; all comparators given must hold. 比较条件 */
export type CreditRefundStateFilter = {
  /** Equal. 等于 */
  readonly eq?: CreditRefundState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<CreditRefundState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: CreditRefundState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<CreditRefundState> | null | undefined;
};

/** Condition on a value of type Date; all comparators given must hold. 比较条件 */
export type DateFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** How exactly a day is known. 日期精度 */
export type DatePrecision =
  /** The day. 日 */
  | 'DAY'
  /** The year only. 年 */
  | 'YEAR';

/** Condition on a value of type DatePrecision; all comparators given must hold. 比较条件 */
export type DatePrecisionFilter = {
  /** Equal. 等于 */
  readonly eq?: DatePrecision | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DatePrecision> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DatePrecision | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DatePrecision> | null | undefined;
};

/** Condition on a value of type DateTime; all comparators given must hold. 比较条件 */
export type DateTimeFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on a value of type Decimal; all comparators given must hold. 比较条件 */
export type DecimalFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on Dispute; all fields given must hold. 筛选条件 */
export type DisputeFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<DisputeFilter> | null | undefined;
  /** Day on which it was answered. 答复日期 */
  readonly answeredOn?: DateFilter | null | undefined;
  /** When it was raised. 提出时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: DisputeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<DisputeFilter> | null | undefined;
  /** Who objects. 提出方 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** The report that it is about; null for a settlement that rests on none. 争议的申报 */
  readonly report?: RevenueReportFilter | null | undefined;
  /** The settlement that it is about; null for a report. 争议的结算 */
  readonly settlement?: SettlementFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: DisputeStateFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related Dispute rows. 关联条件 */
export type DisputeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: DisputeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: DisputeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: DisputeFilter | null | undefined;
};

/** Where a dispute is on its way. 争议状态 */
export type DisputeState =
  /** Admitted: what it was about is returned, corrected or taken back. 已纠正 */
  | 'CORRECTED'
  /** Raised, and to be answered. 待处理 */
  | 'OPEN'
  /** Refused: what it is about stands. 维持原状 */
  | 'UPHELD'
  /** Withdrawn by who raised it. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type DisputeState; all comparators given must hold. 比较条件 */
export type DisputeStateFilter = {
  /** Equal. 等于 */
  readonly eq?: DisputeState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DisputeState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DisputeState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DisputeState> | null | undefined;
};

/** Condition on a value of type DivisionCode; all comparators given must hold. 比较条件 */
export type DivisionCodeFilter = {
  /** Has this text in it, as written. 包含文字 */
  readonly contains?: string | null | undefined;
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** Starts with this text. 以此开头 */
  readonly startsWith?: string | null | undefined;
};

/** Condition on Division; all fields given must hold. 筛选条件 */
export type DivisionFilter = {
  /** Agreements of communities here or in a division below. 辖区内的协议 */
  readonly agreements?: AgreementListFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<DivisionFilter> | null | undefined;
  /** Statistical division code of that time, 12 digits. 统计用区划代码 */
  readonly code?: DivisionCodeFilter | null | undefined;
  /** Code list the code is taken from; null where no list or document gives the code of that time. 码表 */
  readonly codeScheme?: StringFilter | null | undefined;
  /** Funds that serve this division or one below. 辖区内的基金 */
  readonly funds?: FundListFilter | null | undefined;
  /** Kind; below the county it follows from the code. 类型 */
  readonly kind?: DivisionKindFilter | null | undefined;
  /** Rung of the ladder. 层级 */
  readonly level?: DivisionLevelFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** Official name. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: DivisionFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<DivisionFilter> | null | undefined;
  /** Organizations recorded here or in a division below; where no source gives a body’s seat, the county that records it stands in. 辖区内记录的组织 */
  readonly organizations?: OrganizationListFilter | null | undefined;
  /** The division it lies in. 上级区划 */
  readonly parent?: DivisionFilter | null | undefined;
  /** Residents taking part, year by year. 参与情况 */
  readonly participation?: ParticipationFigureListFilter | null | undefined;
  /** Partnerships of the communities here or below. 辖区内的社区合伙人 */
  readonly partners?: CommunityPartnerListFilter | null | undefined;
  /** Party organizations that work here or in a division below. 辖区内的党组织 */
  readonly partyOrganizations?: PartyOrganizationListFilter | null | undefined;
  /** Organizations that reside here or in a division below as resident units. 驻区单位 */
  readonly residentOrganizations?: OrganizationListFilter | null | undefined;
  /** What was decided for it and the communities below. 辖区内的决议 */
  readonly resolutions?: ResolutionListFilter | null | undefined;
  /** Name without its generic ending; a community keeps 社区, a village 村. 简称 */
  readonly shortName?: StringFilter | null | undefined;
  /** Whether it is invented for demonstration. 是否示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Governance units that lie directly in it. 所辖治理单元 */
  readonly units?: GovernanceUnitListFilter | null | undefined;
  /** First day on which this name, kind and code are valid; 0001-01-01 where the start is not recorded. 生效日 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which they are no longer valid; null while they are. 失效日 */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Kind of a division; below the county it follows from the code's range. 区划类型 */
export type DivisionKind =
  /** City, prefecture or league. 地级市(州、盟) */
  | 'CITY'
  /** County, urban district or county-level city. 区(县) */
  | 'COUNTY'
  /** Province, autonomous region or municipality. 省(自治区、直辖市) */
  | 'PROVINCE'
  /** Unit like a township. 类似乡级单位 */
  | 'QUASI_TOWNSHIP'
  /** Unit like a village. 类似村级单位 */
  | 'QUASI_VILLAGE'
  /** Community with a residents' committee. 社区(居委会) */
  | 'RESIDENTS_COMMITTEE'
  /** Street. 街道 */
  | 'SUBDISTRICT'
  /** Town. 镇 */
  | 'TOWN'
  /** Township. 乡 */
  | 'TOWNSHIP'
  /** Village with a villagers' committee. 村(村委会) */
  | 'VILLAGERS_COMMITTEE';

/** Condition on a value of type DivisionKind; all comparators given must hold. 比较条件 */
export type DivisionKindFilter = {
  /** Equal. 等于 */
  readonly eq?: DivisionKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DivisionKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DivisionKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DivisionKind> | null | undefined;
};

/** Rung of the territorial ladder. 区划层级 */
export type DivisionLevel =
  /** City or prefecture. 地级 */
  | 'CITY'
  /** County or urban district. 县级 */
  | 'COUNTY'
  /** Province. 省级 */
  | 'PROVINCE'
  /** Street, town or township. 乡级 */
  | 'TOWNSHIP'
  /** Community or village. 村级 */
  | 'VILLAGE';

/** Condition on a value of type DivisionLevel; all comparators given must hold. 比较条件 */
export type DivisionLevelFilter = {
  /** Equal. 等于 */
  readonly eq?: DivisionLevel | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DivisionLevel> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DivisionLevel | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DivisionLevel> | null | undefined;
};

/** Condition on Donation; all fields given must hold. 筛选条件 */
export type DonationFilter = {
  /** Amount of money; zero for what was given in kind, whose value is no money. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<DonationFilter> | null | undefined;
  /** The donor wishes not to be named. 匿名 */
  readonly anonymous?: BooleanFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** What was given in kind. 捐赠物名称 */
  readonly description?: StringFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The organization that gave it; null where the donor wishes not to be named. 捐赠单位 */
  readonly donor?: OrganizationFilter | null | undefined;
  /** Name of the donor who is no recorded organization. 捐赠人 */
  readonly donorName?: StringEqualityFilter | null | undefined;
  /** What it is worth, where somebody has valued it. 公允价值 */
  readonly fairValue?: MoneyFilter | null | undefined;
  /** The fund that received it. 受赠基金 */
  readonly fund?: FundFilter | null | undefined;
  /** What it is bound to; null where it may be spent on whatever the fund is for. 限定用途 */
  readonly fundPurpose?: FundPurposeFilter | null | undefined;
  /** Whether money was given or something else. 捐赠种类 */
  readonly kind?: DonationKindFilter | null | undefined;
  /** What other funds added to it. 配捐 */
  readonly matches?: DonationMatchListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: DonationFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<DonationFilter> | null | undefined;
  /** The pledge that it fulfils a part of. 所履行的认捐 */
  readonly pledge?: PledgeFilter | null | undefined;
  /** What the donor gave it for; null for whatever the fund is for. 捐赠用途 */
  readonly purpose?: StringFilter | null | undefined;
  /** Receipts that were issued for it; one of them is valid. 捐赠票据 */
  readonly receipts?: DonationReceiptListFilter | null | undefined;
  /** Day on which it was received. 收到日期 */
  readonly receivedOn?: DateFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: DonationStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** How it was valued. 计价依据 */
  readonly valuation?: DonationValuationFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Whether money was given or something else. 捐赠种类 */
export type DonationKind =
  /** Money. 货币 */
  | 'CASH'
  /** Goods. 实物 */
  | 'GOODS'
  /** Securities and shares. 有价证券、股权 */
  | 'SECURITIES'
  /** Service. 服务 */
  | 'SERVICE';

/** Condition on a value of type DonationKind; all comparators given must hold. 比较条件 */
export type DonationKindFilter = {
  /** Equal. 等于 */
  readonly eq?: DonationKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DonationKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DonationKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DonationKind> | null | undefined;
};

/** Condition on related Donation rows. 关联条件 */
export type DonationListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: DonationFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: DonationFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: DonationFilter | null | undefined;
};

/** Condition on DonationMatch; all fields given must hold. 筛选条件 */
export type DonationMatchFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<DonationMatchFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the division of the fund that received it. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The donation. 捐赠 */
  readonly donation?: DonationFilter | null | undefined;
  /** The rule. 配捐规则 */
  readonly matchRule?: MatchRuleFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: DonationMatchFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<DonationMatchFilter> | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related DonationMatch rows. 关联条件 */
export type DonationMatchListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: DonationMatchFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: DonationMatchFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: DonationMatchFilter | null | undefined;
};

/** Condition on DonationReceipt; all fields given must hold. 筛选条件 */
export type DonationReceiptFilter = {
  /** Amount of money, or the value of what was given in kind; null where nobody has valued it. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<DonationReceiptFilter> | null | undefined;
  /** The donor wishes not to be named. 匿名 */
  readonly anonymous?: BooleanFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The donation. 捐赠 */
  readonly donation?: DonationFilter | null | undefined;
  /** Who gave, as the receipt names them. 捐赠人 */
  readonly donorName?: StringEqualityFilter | null | undefined;
  /** Day on it. 开具日期 */
  readonly issuedOn?: DateFilter | null | undefined;
  /** Who issued it: the host of the fund at that time. 开具单位 */
  readonly issuer?: OrganizationFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: DonationReceiptFilter | null | undefined;
  /** Number, which no other receipt of the issuer bears. 票据号码 */
  readonly number?: StringFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<DonationReceiptFilter> | null | undefined;
  /** The void receipt in whose place it stands. 所替换的票据 */
  readonly replaces?: DonationReceiptFilter | null | undefined;
  /** Whether it is valid. 状态 */
  readonly state?: ReceiptStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related DonationReceipt rows. 关联条件 */
export type DonationReceiptListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: DonationReceiptFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: DonationReceiptFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: DonationReceiptFilter | null | undefined;
};

/** Where a donation is in its life. 捐赠状态 */
export type DonationState =
  /** It is decided what it is used for. 已分配 */
  | 'ALLOCATED'
  /** Received, and receipted. 已开票据 */
  | 'RECEIPTED'
  /** Received. 已接收 */
  | 'RECEIVED'
  /** Given back to the donor. 已退还 */
  | 'REFUNDED'
  /** The donor was told what became of it. 已反馈 */
  | 'REPORTED'
  /** Taken back in the books: it was recorded wrongly. 已冲销 */
  | 'REVERSED'
  /** Used. 已使用 */
  | 'USED';

/** Condition on a value of type DonationState; all comparators given must hold. 比较条件 */
export type DonationStateFilter = {
  /** Equal. 等于 */
  readonly eq?: DonationState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DonationState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DonationState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DonationState> | null | undefined;
};

/** How something given in kind was valued. 计价依据 */
export type DonationValuation =
  /** By a valuer. 评估 */
  | 'APPRAISAL'
  /** By the donor's invoice or papers. 发票或有关凭据 */
  | 'INVOICE'
  /** By the price of the same or similar things. 同类市场价格 */
  | 'MARKET_PRICE';

/** Condition on a value of type DonationValuation; all comparators given must hold. 比较条件 */
export type DonationValuationFilter = {
  /** Equal. 等于 */
  readonly eq?: DonationValuation | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<DonationValuation> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: DonationValuation | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<DonationValuation> | null | undefined;
};

/** How figures are estimated from what was settled before. 估算方法 */
export type EstimateMethod =
  /** The average of up to four last settled periods of the same length. 近期平均数 */
  | 'AVERAGE'
  /** Those of the last settled period of the same length. 上期数 */
  | 'LAST_PERIOD'
  /** Those of the same period a year before. 上年同期数 */
  | 'SAME_PERIOD_LAST_YEAR';

/** Condition on a value of type EstimateMethod; all comparators given must hold. 比较条件 */
export type EstimateMethodFilter = {
  /** Equal. 等于 */
  readonly eq?: EstimateMethod | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<EstimateMethod> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: EstimateMethod | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<EstimateMethod> | null | undefined;
};

/** What kind of spending an expense is. 支出类别 */
export type ExpenseCategory =
  /** Culture, festivities, volunteers. 文体与志愿活动 */
  | 'ACTIVITY'
  /** Public facilities and small renewals. 公共设施与微更新 */
  | 'FACILITY'
  /** The fund's own administration. 管理费用 */
  | 'MANAGEMENT'
  /** Whatever else. 其他 */
  | 'OTHER'
  /** Projects and services of the community. 社区项目与服务 */
  | 'PROJECT'
  /** Relief for people in need. 救助帮扶 */
  | 'RELIEF'
  /** Rewards and incentives. 激励奖励 */
  | 'REWARD'
  /** Services bought from social organizations. 购买服务 */
  | 'SERVICE_PURCHASE';

/** Condition on a value of type ExpenseCategory; all comparators given must hold. 比较条件 */
export type ExpenseCategoryFilter = {
  /** Equal. 等于 */
  readonly eq?: ExpenseCategory | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ExpenseCategory> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ExpenseCategory | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ExpenseCategory> | null | undefined;
};

/** Condition on ExpenseRequest; all fields given must hold. 筛选条件 */
export type ExpenseRequestFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ExpenseRequestFilter> | null | undefined;
  /** What kind of spending it is, as budgets count it. 支出类别 */
  readonly category?: ExpenseCategoryFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What was paid on it. 支出 */
  readonly expense?: FundExpenseFilter | null | undefined;
  /** The fund that is to spend it. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** The bound money that it is to spend; null where it spends what is not bound. 所用限定用途 */
  readonly fundPurpose?: FundPurposeFilter | null | undefined;
  /** The instalment of a project that it is to pay. 资助款项 */
  readonly instalment?: GrantInstalmentFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ExpenseRequestFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ExpenseRequestFilter> | null | undefined;
  /** Who is to receive it. 收款方 */
  readonly payee?: StringFilter | null | undefined;
  /** The project for guaranteed public money that it is to pay for. 保障资金项目 */
  readonly proposal?: GuaranteeProposalFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: ExpenseStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Two persons approve it, because of its amount. 须双人审批 */
  readonly twoApprovers?: BooleanFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Where a request to spend is on its way. 支出申请状态 */
export type ExpenseState =
  /** Approved; it may be paid. 审批 */
  | 'APPROVED'
  /** Given up before it was paid. 取消 */
  | 'CANCELLED'
  /** Paid and posted. 支付 */
  | 'PAID'
  /** Refused by who was to approve it. 驳回 */
  | 'REFUSED'
  /** Asked for. 申请 */
  | 'REQUESTED'
  /** Approved by the first of two. 审核 */
  | 'REVIEWED';

/** Condition on a value of type ExpenseState; all comparators given must hold. 比较条件 */
export type ExpenseStateFilter = {
  /** Equal. 等于 */
  readonly eq?: ExpenseState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ExpenseState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ExpenseState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ExpenseState> | null | undefined;
};

/** What a management fee is a part of, and rounded once. 计费方式 */
export type FeePer =
  /** Of what was given in a month. 按月 */
  | 'MONTH'
  /** Of what was given in a quarter. 按季 */
  | 'QUARTER'
  /** Of each donation by itself, charged month by month. 逐笔 */
  | 'RECEIPT'
  /** Of what was given in a year. 按年 */
  | 'YEAR';

/** Condition on a value of type FeePer; all comparators given must hold. 比较条件 */
export type FeePerFilter = {
  /** Equal. 等于 */
  readonly eq?: FeePer | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FeePer> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FeePer | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FeePer> | null | undefined;
};

/** Words of approximation in official texts. 限定词 */
export type FigureQualifier =
  /** Around the number. 约、左右 */
  | 'ABOUT'
  /** The number or more. 不少于 */
  | 'AT_LEAST'
  /** The number or less. 不超过 */
  | 'AT_MOST'
  /** Computed from other figures. 推算 */
  | 'DERIVED'
  /** Stated without a word of approximation. 确数 */
  | 'EXACT'
  /** Almost the number. 近 */
  | 'NEARLY'
  /** Somewhat more than the number. 余、多 */
  | 'OVER'
  /** From value to valueMax. 区间 */
  | 'RANGE';

/** Condition on a value of type FigureQualifier; all comparators given must hold. 比较条件 */
export type FigureQualifierFilter = {
  /** Equal. 等于 */
  readonly eq?: FigureQualifier | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FigureQualifier> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FigureQualifier | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FigureQualifier> | null | undefined;
};

/** Whose budget public money comes from. 财政资金层级 */
export type FiscalSource =
  /** Central budget. 中央 */
  | 'CENTRAL'
  /** Budget of the city. 市级 */
  | 'CITY'
  /** Budget of the county or district. 区(市)县级 */
  | 'COUNTY'
  /** Budget of the province. 省级 */
  | 'PROVINCE'
  /** Budget of the town or street. 镇(街道)级 */
  | 'TOWNSHIP';

/** Condition on a value of type FiscalSource; all comparators given must hold. 比较条件 */
export type FiscalSourceFilter = {
  /** Equal. 等于 */
  readonly eq?: FiscalSource | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FiscalSource> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FiscalSource | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FiscalSource> | null | undefined;
};

/** Where money of a fund came from, or went. 资金来源与去向 */
export type FlowKind =
  /** What the bank charged. 银行手续费 */
  | 'BANK_CHARGE'
  /** Donations. 捐赠 */
  | 'DONATION'
  /** What was spent. 支出 */
  | 'EXPENSE'
  /** Public money. 财政拨款 */
  | 'FISCAL'
  /** Interest of the bank. 利息 */
  | 'INTEREST'
  /** What the host charged. 管理费 */
  | 'MANAGEMENT_FEE'
  /** What another fund added to donations. 配捐 */
  | 'MATCHING'
  /** What was added to donations to other funds. 转出配捐 */
  | 'MATCHING_OUT'
  /** Income of no other kind. 其他收入 */
  | 'OTHER_INCOME'
  /** Shares of revenue that fell due. 收益分成 */
  | 'REVENUE_SHARE'
  /** What came from other funds. 转入 */
  | 'TRANSFER_IN'
  /** What went to other funds. 转出 */
  | 'TRANSFER_OUT';

/** Condition on a value of type FlowKind; all comparators given must hold. 比较条件 */
export type FlowKindFilter = {
  /** Equal. 等于 */
  readonly eq?: FlowKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FlowKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FlowKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FlowKind> | null | undefined;
};

/** Condition on FundBudget; all fields given must hold. 筛选条件 */
export type FundBudgetFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundBudgetFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundBudgetFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundBudgetFilter> | null | undefined;
  /** Number of the version within fund and year, from 1. 版次 */
  readonly revision?: IntFilter | null | undefined;
  /** Whether it holds. 状态 */
  readonly state?: FundBudgetStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year. 年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related FundBudget rows. 关联条件 */
export type FundBudgetListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundBudgetFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundBudgetFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundBudgetFilter | null | undefined;
};

/** Whether a version of a budget holds. 预算状态 */
export type FundBudgetState =
  /** In force. 批准执行 */
  | 'APPROVED'
  /** Given up. 作废 */
  | 'DISCARDED'
  /** Drawn up. 编制 */
  | 'DRAFT'
  /** Approved by the first of two. 审核 */
  | 'REVIEWED'
  /** Followed by a later version. 已调整 */
  | 'SUPERSEDED';

/** Condition on a value of type FundBudgetState; all comparators given must hold. 比较条件 */
export type FundBudgetStateFilter = {
  /** Equal. 等于 */
  readonly eq?: FundBudgetState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FundBudgetState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FundBudgetState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FundBudgetState> | null | undefined;
};

/** Condition on FundCommitteeSeat; all fields given must hold. 筛选条件 */
export type FundCommitteeSeatFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundCommitteeSeatFilter> | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundCommitteeSeatFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundCommitteeSeatFilter> | null | undefined;
  /** Which body fills them; null where residents do. 委派单位 */
  readonly organization?: OrganizationFilter | null | undefined;
  /** Place in the list, from 1. 序号 */
  readonly position?: IntFilter | null | undefined;
  /** What they do. 职务 */
  readonly role?: CommitteeRoleFilter | null | undefined;
  /** How many there are. 席位数 */
  readonly seats?: IntFilter | null | undefined;
};

/** Condition on related FundCommitteeSeat rows. 关联条件 */
export type FundCommitteeSeatListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundCommitteeSeatFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundCommitteeSeatFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundCommitteeSeatFilter | null | undefined;
};

/** Condition on FundExpense; all fields given must hold. 筛选条件 */
export type FundExpenseFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundExpenseFilter> | null | undefined;
  /** What kind of spending it is, as budgets count it. 支出类别 */
  readonly category?: ExpenseCategoryFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the supporting document. 单据号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The fund that spent it. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** The bound money that it spent; null where it spent what is not bound. 所用限定用途 */
  readonly fundPurpose?: FundPurposeFilter | null | undefined;
  /** The project that it was an instalment of. 资助项目 */
  readonly grant?: GrantProjectFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundExpenseFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundExpenseFilter> | null | undefined;
  /** Day on which it was paid. 支付日期 */
  readonly paidOn?: DateFilter | null | undefined;
  /** Who received it. 收款方 */
  readonly payee?: StringFilter | null | undefined;
  /** The project for guaranteed public money that it was paid for. 保障资金项目 */
  readonly proposal?: GuaranteeProposalFilter | null | undefined;
  /** What it was spent on. 用途 */
  readonly purpose?: StringFilter | null | undefined;
  /** What was asked for and approved before it was paid. 支出申请 */
  readonly request?: ExpenseRequestFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related FundExpense rows. 关联条件 */
export type FundExpenseListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundExpenseFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundExpenseFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundExpenseFilter | null | undefined;
};

/** Condition on Fund; all fields given must hold. 筛选条件 */
export type FundFilter = {
  /** Who holds the bank account. 账户名称 */
  readonly accountHolder?: StringFilter | null | undefined;
  /** What is allocated to it. 应收分配 */
  readonly allocations?: SettlementAllocationListFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundFilter> | null | undefined;
  /** Public money assigned to it. 财政拨款 */
  readonly appropriations?: AppropriationListFilter | null | undefined;
  /** What it plans to spend. 预算 */
  readonly budgets?: FundBudgetListFilter | null | undefined;
  /** What it received from funds of other offices. 跨机关转入 */
  readonly clearingReceipts?: ClearingReceiptListFilter | null | undefined;
  /** What it sent to funds of other offices. 跨机关转出 */
  readonly clearingTransfers?: ClearingTransferListFilter | null | undefined;
  /** Last day of the last month whose books are closed; nothing is posted on a day up to it. 已结账至 */
  readonly closedThrough?: DateFilter | null | undefined;
  /** Who decides about it, by role. 管委会 */
  readonly committee?: FundCommitteeSeatListFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** What it paid back of what was paid too much. 退还多缴 */
  readonly creditRefunds?: CreditRefundListFilter | null | undefined;
  /** The division it serves; where that is not known, the county that records it. 所服务区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division it serves: the code under which that was first recorded, also after a recoding. `division { code }` is the code of the day; to ask by place, use `within`. 所服务区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What was given to it. 捐赠 */
  readonly donations?: DonationListFilter | null | undefined;
  /** Day of establishment. 设立日期 */
  readonly establishedOn?: DateFilter | null | undefined;
  /** What it spent. 支出 */
  readonly expenses?: FundExpenseListFilter | null | undefined;
  /** What its host may charge. 管理费率 */
  readonly feeRates?: ManagementFeeRateListFilter | null | undefined;
  /** What its host charged. 管理费 */
  readonly fees?: ManagementFeeListFilter | null | undefined;
  /** What flowed in and out, year by year. 年度资金流 */
  readonly flows?: FundFlowListFilter | null | undefined;
  /** Projects that it pays for. 资助项目 */
  readonly grants?: GrantProjectListFilter | null | undefined;
  /** Money in it that is held back. 资金冻结 */
  readonly holds?: FundHoldListFilter | null | undefined;
  /** The body that keeps its accounts; null where no source names it. 托管主体 */
  readonly host?: OrganizationFilter | null | undefined;
  /** Money with which it is to begin. 初始资金 */
  readonly initial?: MoneyFilter | null | undefined;
  /** What it is for in the order of governance. 基金类型 */
  readonly kind?: FundKindFilter | null | undefined;
  /** Rules by which other funds add to what is given to it. 受配捐规则 */
  readonly matchRules?: MatchRuleListFilter | null | undefined;
  /** Rules by which it adds to what is given to other funds. 配捐规则 */
  readonly matching?: MatchRuleListFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** Name. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundFilter> | null | undefined;
  /** Payments into it. 缴款 */
  readonly payments?: PaymentListFilter | null | undefined;
  /** Months of its books that were closed. 会计期间 */
  readonly periods?: LedgerPeriodListFilter | null | undefined;
  /** What was promised to it. 认捐 */
  readonly pledges?: PledgeListFilter | null | undefined;
  /** Projects for guaranteed public money. 保障资金项目 */
  readonly proposals?: GuaranteeProposalListFilter | null | undefined;
  /** Purposes to which money in it is bound. 限定用途 */
  readonly purposes?: FundPurposeListFilter | null | undefined;
  /** How far its money is bound; UNKNOWN where no source says it. 限定性 */
  readonly restriction?: FundRestrictionFilter | null | undefined;
  /** Where it is in its life; UNKNOWN where no source says it. 状态 */
  readonly state?: FundStateFilter | null | undefined;
  /** What agreements brought it year by year. 年度结算 */
  readonly statements?: AnnualStatementListFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** What it received from other funds. 转入 */
  readonly transfersIn?: FundTransferListFilter | null | undefined;
  /** What it gave to other funds. 转出 */
  readonly transfersOut?: FundTransferListFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** Money in it that was put to another use. 用途变更 */
  readonly useChanges?: FundUseChangeListFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** What is published of its income year by year. 年度收入公示 */
  readonly years?: FundYearListFilter | null | undefined;
};

/** Condition on FundFlow; all fields given must hold. 筛选条件 */
export type FundFlowFilter = {
  /** Sum, less what was taken back. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundFlowFilter> | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** Where it came from, or went. 资金来源与去向 */
  readonly kind?: FlowKindFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundFlowFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundFlowFilter> | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year of the business days. 年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related FundFlow rows. 关联条件 */
export type FundFlowListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundFlowFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundFlowFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundFlowFilter | null | undefined;
};

/** Condition on FundHold; all fields given must hold. 筛选条件 */
export type FundHoldFilter = {
  /** How much is held back. 冻结金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundHoldFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the document that ordered it. 文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundHoldFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundHoldFilter> | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: FundHoldStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related FundHold rows. 关联条件 */
export type FundHoldListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundHoldFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundHoldFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundHoldFilter | null | undefined;
};

/** Where a hold is in its life. 冻结状态 */
export type FundHoldState =
  /** The money is held back. 冻结中 */
  | 'HELD'
  /** It was set free. 已解冻 */
  | 'RELEASED'
  /** It was spent on what it was held for. 已使用 */
  | 'USED';

/** Condition on a value of type FundHoldState; all comparators given must hold. 比较条件 */
export type FundHoldStateFilter = {
  /** Equal. 等于 */
  readonly eq?: FundHoldState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FundHoldState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FundHoldState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FundHoldState> | null | undefined;
};

/** What a fund is for in the order of governance. 基金类型 */
export type FundKind =
  /** Reserve of a collective economy. 公积公益金 */
  | 'COLLECTIVE_RESERVE'
  /** Fund of a community. 社区基金 */
  | 'COMMUNITY'
  /** Development fund founded with public money. 社区发展基金 */
  | 'DEVELOPMENT'
  /** Budget for work in grids. 微网实格经费 */
  | 'GRID_BUDGET'
  /** Guaranteed public money of a community. 社区保障资金 */
  | 'GUARANTEE'
  /** Public money given as a reward. 社区激励资金 */
  | 'INCENTIVE'
  /** Maintenance fund of a compound. 专项维修资金 */
  | 'MAINTENANCE'
  /** Small fund of a compound or group. 社区微基金 */
  | 'MICRO'
  /** The body's own money. 自有资金 */
  | 'OWN'
  /** Party dues handed down. 下拨党费 */
  | 'PARTY_DUES'
  /** Fund for social relief, never summed into community funds. 社会救助专项基金 */
  | 'RESCUE'
  /** Fund of a street for development and governance. 街道社区发展治理基金 */
  | 'STREET'
  /** Trust fund of a compound. 小区信托基金 */
  | 'TRUST';

/** Condition on a value of type FundKind; all comparators given must hold. 比较条件 */
export type FundKindFilter = {
  /** Equal. 等于 */
  readonly eq?: FundKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FundKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FundKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FundKind> | null | undefined;
};

/** Condition on related Fund rows. 关联条件 */
export type FundListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundFilter | null | undefined;
};

/** Condition on FundPurpose; all fields given must hold. 筛选条件 */
export type FundPurposeFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundPurposeFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What was given for it. 捐赠 */
  readonly donations?: DonationListFilter | null | undefined;
  /** What was spent on it. 支出 */
  readonly expenses?: FundExpenseListFilter | null | undefined;
  /** The fund that keeps the money. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** Given for it, less what was taken back or put to another use. 限定收入 */
  readonly given?: MoneyFilter | null | undefined;
  /** What the money is for; unique within the fund. 用途名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundPurposeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundPurposeFilter> | null | undefined;
  /** What is promised for it. 认捐 */
  readonly pledges?: PledgeListFilter | null | undefined;
  /** Spent on it, less what was taken back. 已使用 */
  readonly spent?: MoneyFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related FundPurpose rows. 关联条件 */
export type FundPurposeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundPurposeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundPurposeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundPurposeFilter | null | undefined;
};

/** How far a fund's money is bound. 基金限定性 */
export type FundRestriction =
  /** The capital stays. 留本 */
  | 'PERMANENT'
  /** Bound to a purpose. 用途限定 */
  | 'PURPOSE'
  /** Bound for a time. 时间限定 */
  | 'TIME'
  /** No source says it; treated as bound. 来源未载 */
  | 'UNKNOWN'
  /** Not bound. 非限定性 */
  | 'UNRESTRICTED';

/** Condition on a value of type FundRestriction; all comparators given must hold. 比较条件 */
export type FundRestrictionFilter = {
  /** Equal. 等于 */
  readonly eq?: FundRestriction | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FundRestriction> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FundRestriction | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FundRestriction> | null | undefined;
};

/** Where a fund is in its life. 基金状态 */
export type FundState =
  /** At work. 运作 */
  | 'ACTIVE'
  /** Applied for. 申请 */
  | 'APPLIED'
  /** Without movement. 休眠 */
  | 'DORMANT'
  /** Established. 设立 */
  | 'ESTABLISHED'
  /** Liquidated. 清算 */
  | 'LIQUIDATED'
  /** Reviewed. 审核 */
  | 'REVIEWED'
  /** Terminated. 终止 */
  | 'TERMINATED'
  /** No source says it. 来源未载 */
  | 'UNKNOWN';

/** Condition on a value of type FundState; all comparators given must hold. 比较条件 */
export type FundStateFilter = {
  /** Equal. 等于 */
  readonly eq?: FundState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<FundState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: FundState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<FundState> | null | undefined;
};

/** Condition on FundTransfer; all fields given must hold. 筛选条件 */
export type FundTransferFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundTransferFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the division of the fund that gave it. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the document that ordered it. 文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The fund that gave it. 转出基金 */
  readonly from?: FundFilter | null | undefined;
  /** The purpose that it was bound to. 原限定用途 */
  readonly fundPurpose?: FundPurposeFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundTransferFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundTransferFilter> | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** The fund that received it. 转入基金 */
  readonly to?: FundFilter | null | undefined;
  /** The purpose that it is bound to now. 现限定用途 */
  readonly toPurpose?: FundPurposeFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** Day on which it went. 划转日期 */
  readonly transferredOn?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related FundTransfer rows. 关联条件 */
export type FundTransferListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundTransferFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundTransferFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundTransferFilter | null | undefined;
};

/** Condition on FundUseChange; all fields given must hold. 筛选条件 */
export type FundUseChangeFilter = {
  /** How much. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundUseChangeFilter> | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the consent or the filing. 文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The purpose that it was given for. 原用途 */
  readonly from?: FundPurposeFilter | null | undefined;
  /** The fund that keeps the money. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** By what right. 依据 */
  readonly ground?: UseChangeGroundFilter | null | undefined;
  /** Day of the consent or the filing. 同意或备案日期 */
  readonly groundedOn?: DateFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundUseChangeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundUseChangeFilter> | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** The purpose that it serves now. 新用途 */
  readonly to?: FundPurposeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related FundUseChange rows. 关联条件 */
export type FundUseChangeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundUseChangeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundUseChangeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundUseChangeFilter | null | undefined;
};

/** Condition on FundYear; all fields given must hold. 筛选条件 */
export type FundYearFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<FundYearFilter> | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** All that was given to the fund or fell due to it in the year, less what was taken back. Null where the sum, or its difference from what was published before, is that of fewer than five payers whose amounts are not public: it would tell what one of them owes. 收入合计 */
  readonly income?: MoneyFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: FundYearFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<FundYearFilter> | null | undefined;
  /** When it was published. 公示时间 */
  readonly publishedAt?: DateTimeFilter | null | undefined;
  /** Number of the publication within fund and year, from 1; the highest holds. 公示版次 */
  readonly revision?: IntFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year of the business days. 年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related FundYear rows. 关联条件 */
export type FundYearListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: FundYearFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: FundYearFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: FundYearFilter | null | undefined;
};

/** Condition on GovernanceUnit; all fields given must hold. 筛选条件 */
export type GovernanceUnitFilter = {
  /** Address. 地址 */
  readonly address?: StringFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<GovernanceUnitFilter> | null | undefined;
  /** Year of completion. 建成年份 */
  readonly builtYear?: IntFilter | null | undefined;
  /** The units that are part of it. 下级单元 */
  readonly children?: GovernanceUnitListFilter | null | undefined;
  /** The division it lies in; the lowest one that is known. 所在区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Number of households. 户数 */
  readonly householdCount?: IntFilter | null | undefined;
  /** Age of the housing. 房龄 */
  readonly housingAge?: HousingAgeFilter | null | undefined;
  /** Kind. 类型 */
  readonly kind?: GovernanceUnitKindFilter | null | undefined;
  /** Meetings of its people. 会议 */
  readonly meetings?: MeetingListFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** Name. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: GovernanceUnitFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<GovernanceUnitFilter> | null | undefined;
  /** The unit it is part of. 上级单元 */
  readonly parent?: GovernanceUnitFilter | null | undefined;
  /** Organizations of the party that it carries. 所设党组织 */
  readonly partyOrganizations?: PartyOrganizationListFilter | null | undefined;
  /** What a settlement lives on; only settlements have it. 产业类型 */
  readonly settlementIndustry?: SettlementIndustryFilter | null | undefined;
  /** Whether it is invented for demonstration. 是否示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** When it was last changed. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** First day on which it is in use; 0001-01-01 where the start is not recorded. 生效日 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which it is no longer in use. 失效日 */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Kind of a governance unit. 治理单元类型 */
export type GovernanceUnitKind =
  /** Building. 楼栋 */
  | 'BUILDING'
  /** Court of buildings. 楼院 */
  | 'BUILDING_COURT'
  /** Business building. 商务楼宇 */
  | 'BUSINESS_BUILDING'
  /** Campus. 校园 */
  | 'CAMPUS'
  /** Commercial block. 街区 */
  | 'COMMERCIAL_BLOCK'
  /** Courtyard. 院落 */
  | 'COURTYARD'
  /** Cluster of old courtyards. 老旧院落连片 */
  | 'OLD_CLUSTER'
  /** Industrial or business park. 园区 */
  | 'PARK'
  /** Residential compound. 小区 */
  | 'RESIDENTIAL_COMPOUND'
  /** New rural settlement. 新村聚居点 */
  | 'RURAL_SETTLEMENT'
  /** Scattered courtyards. 散居院落 */
  | 'SCATTERED_COURTYARD'
  /** Stairwell. 单元 */
  | 'STAIRWELL';

/** Condition on a value of type GovernanceUnitKind; all comparators given must hold. 比较条件 */
export type GovernanceUnitKindFilter = {
  /** Equal. 等于 */
  readonly eq?: GovernanceUnitKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<GovernanceUnitKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: GovernanceUnitKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<GovernanceUnitKind> | null | undefined;
};

/** Condition on related GovernanceUnit rows. 关联条件 */
export type GovernanceUnitListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: GovernanceUnitFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: GovernanceUnitFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: GovernanceUnitFilter | null | undefined;
};

/** What must be done before an instalment is paid. 拨付条件 */
export type GrantCondition =
  /** The results are accepted. 验收 */
  | 'ACCEPTANCE'
  /** The review in the middle is passed. 中期评估 */
  | 'MIDTERM'
  /** The agreement is signed and the project under way. 协议签订 */
  | 'START';

/** Condition on a value of type GrantCondition; all comparators given must hold. 比较条件 */
export type GrantConditionFilter = {
  /** Equal. 等于 */
  readonly eq?: GrantCondition | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<GrantCondition> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: GrantCondition | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<GrantCondition> | null | undefined;
};

/** Condition on GrantInstalment; all fields given must hold. 筛选条件 */
export type GrantInstalmentFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<GrantInstalmentFilter> | null | undefined;
  /** What must be done before it is paid. 拨付条件 */
  readonly condition?: GrantConditionFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: GrantInstalmentFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<GrantInstalmentFilter> | null | undefined;
  /** Place among the instalments, from 1. 期次 */
  readonly position?: IntFilter | null | undefined;
  /** The project. 资助项目 */
  readonly project?: GrantProjectFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related GrantInstalment rows. 关联条件 */
export type GrantInstalmentListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: GrantInstalmentFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: GrantInstalmentFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: GrantInstalmentFilter | null | undefined;
};

/** Condition on GrantProject; all fields given must hold. 筛选条件 */
export type GrantProjectFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<GrantProjectFilter> | null | undefined;
  /** All its lines together. 项目预算 */
  readonly budget?: MoneyFilter | null | undefined;
  /** What kind of spending its instalments are. 支出类别 */
  readonly category?: ExpenseCategoryFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Last day that is planned. 计划结束日期 */
  readonly endsOn?: DateFilter | null | undefined;
  /** What was paid for it. 支出 */
  readonly expenses?: FundExpenseListFilter | null | undefined;
  /** The fund that pays for it. 资助基金 */
  readonly fund?: FundFilter | null | undefined;
  /** Who carries it out. 受资助单位 */
  readonly grantee?: OrganizationFilter | null | undefined;
  /** How it is paid. 拨付计划 */
  readonly instalments?: GrantInstalmentListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: GrantProjectFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<GrantProjectFilter> | null | undefined;
  /** What the grantee gave back of what it had received. 结余退回 */
  readonly returned?: MoneyFilter | null | undefined;
  /** Day on which that was received. 退回日期 */
  readonly returnedOn?: DateFilter | null | undefined;
  /** First day. 开始日期 */
  readonly startsOn?: DateFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: GrantStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Title. 项目名称 */
  readonly title?: StringFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related GrantProject rows. 关联条件 */
export type GrantProjectListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: GrantProjectFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: GrantProjectFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: GrantProjectFilter | null | undefined;
};

/** Where a project is in its life. 资助项目状态 */
export type GrantState =
  /** Its results are accepted. 验收通过 */
  | 'ACCEPTED'
  /** Approved. 立项 */
  | 'APPROVED'
  /** Given up before it began. 撤销 */
  | 'CANCELLED'
  /** Accounted for, and the unspent rest returned. 结项 */
  | 'CLOSED'
  /** Planned. 拟立项 */
  | 'DRAFT'
  /** Past the review in its middle. 中期评估通过 */
  | 'MIDTERM'
  /** To be put right before anything more is paid. 整改 */
  | 'RECTIFYING'
  /** Agreed and under way. 实施 */
  | 'RUNNING'
  /** Broken off. 终止 */
  | 'TERMINATED';

/** Condition on a value of type GrantState; all comparators given must hold. 比较条件 */
export type GrantStateFilter = {
  /** Equal. 等于 */
  readonly eq?: GrantState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<GrantState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: GrantState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<GrantState> | null | undefined;
};

/** Condition on GuaranteeProposal; all fields given must hold. 筛选条件 */
export type GuaranteeProposalFilter = {
  /** Amount proposed. 提议金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<GuaranteeProposalFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What was paid for it. 支出 */
  readonly expenses?: FundExpenseListFilter | null | undefined;
  /** The fund that it is paid from. 保障资金 */
  readonly fund?: FundFilter | null | undefined;
  /** The committee that carries it out. 组织实施单位 */
  readonly implementer?: OrganizationFilter | null | undefined;
  /** What is to be paid for, in a few words that are held against the negative list. 支出事项 */
  readonly matter?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: GuaranteeProposalFilter | null | undefined;
  /** Last day of the notice. 公示截止日期 */
  readonly noticeThrough?: DateFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<GuaranteeProposalFilter> | null | undefined;
  /** Day of the proposal. 提议日期 */
  readonly proposedOn?: DateFilter | null | undefined;
  /** The resolution by which it holds. 决议 */
  readonly resolution?: ResolutionFilter | null | undefined;
  /** Amount that was resolved. 议决金额 */
  readonly resolved?: MoneyFilter | null | undefined;
  /** Where it is on its steps. 状态 */
  readonly state?: GuaranteeStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Title. 项目名称 */
  readonly title?: StringFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related GuaranteeProposal rows. 关联条件 */
export type GuaranteeProposalListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: GuaranteeProposalFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: GuaranteeProposalFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: GuaranteeProposalFilter | null | undefined;
};

/** Where a project for guaranteed public money is on its steps. 保障资金项目状态 */
export type GuaranteeState =
  /** To be deliberated again, because it changed. 变更 */
  | 'CHANGED'
  /** Ended. 结项 */
  | 'CLOSED'
  /** Resolved by the council. 议事会议决 */
  | 'DELIBERATED'
  /** Carried out by the committee. 居委会组织实施 */
  | 'IMPLEMENTING'
  /** Posted up for objections. 公示 */
  | 'NOTICE'
  /** Proposed by the party organization or by residents. 提议 */
  | 'PROPOSED'
  /** To be put right. 整改 */
  | 'RECTIFYING'
  /** Turned down. 否决 */
  | 'REJECTED'
  /** Assessed and accepted by the party organization. 党组织评议验收 */
  | 'REVIEWED'
  /** Supervised by the supervisory committee. 监委会监督 */
  | 'SUPERVISED';

/** Condition on a value of type GuaranteeState; all comparators given must hold. 比较条件 */
export type GuaranteeStateFilter = {
  /** Equal. 等于 */
  readonly eq?: GuaranteeState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<GuaranteeState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: GuaranteeState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<GuaranteeState> | null | undefined;
};

/** Age of the housing, which decides the size of grids. 房龄 */
export type HousingAge =
  /** New. 新建 */
  | 'NEW'
  /** Old. 老旧 */
  | 'OLD'
  /** Not known. 未知 */
  | 'UNKNOWN';

/** Condition on a value of type HousingAge; all comparators given must hold. 比较条件 */
export type HousingAgeFilter = {
  /** Equal. 等于 */
  readonly eq?: HousingAge | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<HousingAge> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: HousingAge | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<HousingAge> | null | undefined;
};

/** Condition on InKindRecord; all fields given must hold. 筛选条件 */
export type InKindRecordFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<InKindRecordFilter> | null | undefined;
  /** How long it took. 时长(分钟) */
  readonly minutes?: IntFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: InKindRecordFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<InKindRecordFilter> | null | undefined;
  /** Who rendered it. 服务单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** Day on which it was done. 服务日期 */
  readonly servedOn?: DateFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: InKindRecordStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related InKindRecord rows. 关联条件 */
export type InKindRecordListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: InKindRecordFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: InKindRecordFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: InKindRecordFilter | null | undefined;
};

/** Where a record of service is on its way. 服务记录状态 */
export type InKindRecordState =
  /** Confirmed by the community: it counts. 已确认 */
  | 'CONFIRMED'
  /** Recorded, and waiting to be confirmed. 待确认 */
  | 'RECORDED'
  /** Not confirmed. 不予确认 */
  | 'REJECTED'
  /** Confirmed by mistake. 已撤销 */
  | 'REVOKED'
  /** Withdrawn by who recorded it. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type InKindRecordState; all comparators given must hold. 比较条件 */
export type InKindRecordStateFilter = {
  /** Equal. 等于 */
  readonly eq?: InKindRecordState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<InKindRecordState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: InKindRecordState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<InKindRecordState> | null | undefined;
};

/** Condition on a value of type Int; all comparators given must hold. 比较条件 */
export type IntFilter = {
  /** Equal. 等于 */
  readonly eq?: number | null | undefined;
  /** Greater. 大于 */
  readonly gt?: number | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: number | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: number | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: number | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: number | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<number> | null | undefined;
};

/** Condition on LedgerEntry; all fields given must hold. 筛选条件 */
export type LedgerEntryFilter = {
  /** Amount, below zero where the balance falls. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<LedgerEntryFilter> | null | undefined;
  /** Its amount may be told to the public. 金额公开 */
  readonly disclosed?: BooleanFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Business day that it counts for. 业务日期 */
  readonly effectiveOn?: DateFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: LedgerEntryFilter | null | undefined;
  /** Number within the account, without gaps. 账户内序号 */
  readonly number?: BigIntFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<LedgerEntryFilter> | null | undefined;
  /** Who paid or owes, where it is about one. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** When it was posted. 记账时间 */
  readonly recordedAt?: DateTimeFilter | null | undefined;
  /** Side of the account. 借贷方向 */
  readonly side?: LedgerSideFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** The transaction. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related LedgerEntry rows. 关联条件 */
export type LedgerEntryListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: LedgerEntryFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: LedgerEntryFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: LedgerEntryFilter | null | undefined;
};

/** What kind of event a transaction records. 凭证业务类型 */
export type LedgerKind =
  /** A share falls due. 应缴分成 */
  | 'ACCRUAL'
  /** Public money was received. 财政拨款收入 */
  | 'APPROPRIATION'
  /** The bank charged for its service. 银行手续费 */
  | 'BANK_CHARGE'
  /** A fund of another office gave, or was given. 跨机关往来 */
  | 'CLEARING'
  /** What stood between two offices was paid. 往来清算 */
  | 'CLEARING_PAYMENT'
  /** A donation was received. 捐赠收入 */
  | 'DONATION'
  /** Money was spent. 支出 */
  | 'EXPENSE'
  /** A grantee returned what it had not spent. 资助结余退回 */
  | 'GRANT_RETURN'
  /** The bank paid interest. 利息收入 */
  | 'INTEREST'
  /** The host charged its fee. 管理费 */
  | 'MANAGEMENT_FEE'
  /** Another fund added to a donation. 配捐 */
  | 'MATCHING'
  /** Income of no other kind. 其他收入 */
  | 'OTHER_INCOME'
  /** A payment was received. 收款 */
  | 'RECEIPT'
  /** What was written off is paid after all. 坏账收回 */
  | 'RECOVERY'
  /** What was paid too much is paid back. 退还多缴 */
  | 'REFUND'
  /** An earlier transaction is taken back. 红字冲销 */
  | 'REVERSAL'
  /** Money went from one fund to another. 基金间划转 */
  | 'TRANSFER'
  /** A part of what was owed is waived. 减免 */
  | 'WAIVER'
  /** What was owed is written off. 核销坏账 */
  | 'WRITE_OFF';

/** Condition on a value of type LedgerKind; all comparators given must hold. 比较条件 */
export type LedgerKindFilter = {
  /** Equal. 等于 */
  readonly eq?: LedgerKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<LedgerKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: LedgerKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<LedgerKind> | null | undefined;
};

/** Condition on LedgerPeriod; all fields given must hold. 筛选条件 */
export type LedgerPeriodFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<LedgerPeriodFilter> | null | undefined;
  /** When it was closed. 结账时间 */
  readonly closedAt?: DateTimeFilter | null | undefined;
  /** What the fund held when the month ended. 期末余额 */
  readonly closing?: MoneyFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** First day of the month. 月份 */
  readonly month?: DateFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: LedgerPeriodFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<LedgerPeriodFilter> | null | undefined;
  /** When it was opened again. 反结账时间 */
  readonly reopenedAt?: DateTimeFilter | null | undefined;
  /** Number of the closing within fund and month, from 1. 结账次数 */
  readonly revision?: IntFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: LedgerPeriodStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related LedgerPeriod rows. 关联条件 */
export type LedgerPeriodListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: LedgerPeriodFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: LedgerPeriodFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: LedgerPeriodFilter | null | undefined;
};

/** Where a month of the books is in its life. 会计期间状态 */
export type LedgerPeriodState =
  /** Nothing is posted in it any more. 已结账 */
  | 'CLOSED'
  /** Somebody proposed to close it. 待结账 */
  | 'CLOSING'
  /** The proposal was not followed. 未结账 */
  | 'DECLINED'
  /** It was opened again. 已反结账 */
  | 'REOPENED'
  /** Somebody proposed to open it again. 待反结账 */
  | 'REOPENING';

/** Condition on a value of type LedgerPeriodState; all comparators given must hold. 比较条件 */
export type LedgerPeriodStateFilter = {
  /** Equal. 等于 */
  readonly eq?: LedgerPeriodState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<LedgerPeriodState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: LedgerPeriodState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<LedgerPeriodState> | null | undefined;
};

/** Side of an account. 借贷方向 */
export type LedgerSide =
  /** Credit. 贷 */
  | 'CREDIT'
  /** Debit. 借 */
  | 'DEBIT';

/** Condition on a value of type LedgerSide; all comparators given must hold. 比较条件 */
export type LedgerSideFilter = {
  /** Equal. 等于 */
  readonly eq?: LedgerSide | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<LedgerSide> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: LedgerSide | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<LedgerSide> | null | undefined;
};

/** Condition on LedgerTransaction; all fields given must hold. 筛选条件 */
export type LedgerTransactionFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<LedgerTransactionFilter> | null | undefined;
  /** Its amounts may be told to the public. 金额公开 */
  readonly disclosed?: BooleanFilter | null | undefined;
  /** Stable key of the division of its fund. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Business day that it counts for. 业务日期 */
  readonly effectiveOn?: DateFilter | null | undefined;
  /** Its entries in the accounts. 明细 */
  readonly entries?: LedgerEntryListFilter | null | undefined;
  /** The fund that it concerns first. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** What kind of event it records. 业务类型 */
  readonly kind?: LedgerKindFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: LedgerTransactionFilter | null | undefined;
  /** Number of the voucher, without gaps in its tenant. 凭证号 */
  readonly number?: BigIntFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<LedgerTransactionFilter> | null | undefined;
  /** Who paid or owes, where it is about one. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** Payments that it posted. 缴款 */
  readonly payments?: PaymentListFilter | null | undefined;
  /** When it was posted. 记账时间 */
  readonly recordedAt?: DateTimeFilter | null | undefined;
  /** What was taken off settlements by it. 核减 */
  readonly reductions?: SettlementReductionListFilter | null | undefined;
  /** The transaction that takes it back. 冲销凭证 */
  readonly reversal?: LedgerTransactionFilter | null | undefined;
  /** The transaction that it takes back. 被冲销凭证 */
  readonly reverses?: LedgerTransactionFilter | null | undefined;
  /** Settlements that it posted. 结算 */
  readonly settlements?: SettlementListFilter | null | undefined;
  /** What it records, in a sentence. 摘要 */
  readonly summary?: StringFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Legal form. 法律形式 */
export type LegalForm =
  /** Company. 公司 */
  | 'COMPANY'
  /** Cooperative. 合作社 */
  | 'COOPERATIVE'
  /** Individual business. 个体工商户 */
  | 'INDIVIDUAL_BUSINESS'
  /** Non-profit legal person. 非营利法人 */
  | 'NON_PROFIT'
  /** Organ or public institution. 机关、事业单位 */
  | 'PUBLIC_BODY'
  /** Special legal person. 特别法人 */
  | 'SPECIAL'
  /** Not a legal person. 非法人 */
  | 'UNINCORPORATED'
  /** No source states it. 来源未载 */
  | 'UNKNOWN';

/** Condition on a value of type LegalForm; all comparators given must hold. 比较条件 */
export type LegalFormFilter = {
  /** Equal. 等于 */
  readonly eq?: LegalForm | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<LegalForm> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: LegalForm | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<LegalForm> | null | undefined;
};

/** What a payment is by law: it decides which paper may be issued for it. 款项性质 */
export type LegalNature =
  /** In return for something. 合同款 */
  | 'CONTRACT_PAYMENT'
  /** Of a company's profit, to who holds shares. 股利 */
  | 'DIVIDEND'
  /** Given, with nothing in return. 捐赠 */
  | 'DONATION'
  /** Passed on by the community's own body. 转付款 */
  | 'PASS_THROUGH'
  /** For the use of a place. 租金 */
  | 'RENT';

/** Condition on a value of type LegalNature; all comparators given must hold. 比较条件 */
export type LegalNatureFilter = {
  /** Equal. 等于 */
  readonly eq?: LegalNature | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<LegalNature> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: LegalNature | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<LegalNature> | null | undefined;
};

/** Condition on ManagementFee; all fields given must hold. 筛选条件 */
export type ManagementFeeFilter = {
  /** Fee on it, less what was charged for the period before. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ManagementFeeFilter> | null | undefined;
  /** What the money given in the period added up to then. 计费基数 */
  readonly base?: MoneyFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund that paid it. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ManagementFeeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ManagementFeeFilter> | null | undefined;
  /** First day of the period. 期间开始 */
  readonly periodFrom?: DateFilter | null | undefined;
  /** First day after the period. 期间结束(不含) */
  readonly periodTo?: DateFilter | null | undefined;
  /** The rate. 费率 */
  readonly rate?: ManagementFeeRateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related ManagementFee rows. 关联条件 */
export type ManagementFeeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ManagementFeeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ManagementFeeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ManagementFeeFilter | null | undefined;
};

/** Condition on ManagementFeeRate; all fields given must hold. 筛选条件 */
export type ManagementFeeRateFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ManagementFeeRateFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ManagementFeeRateFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ManagementFeeRateFilter> | null | undefined;
  /** Of what it is a part, and rounded once. 计费方式 */
  readonly per?: FeePerFilter | null | undefined;
  /** Part of the money given. 费率 */
  readonly rate?: PercentFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** First day of whose donations it is charged. 开始日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day of whose donations it is not charged any more; null while it has no end. 结束日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related ManagementFeeRate rows. 关联条件 */
export type ManagementFeeRateListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ManagementFeeRateFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ManagementFeeRateFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ManagementFeeRateFilter | null | undefined;
};

/** How sure it is that a name in a document means this object. 匹配可信度 */
export type MatchConfidence =
  /** The name is the official name. 名称一致 */
  | 'EXACT_NAME'
  /** The name is a variant of the official name. 很可能 */
  | 'LIKELY'
  /** The object is known from the document alone. 仅见于来源 */
  | 'SOURCE_ONLY';

/** Condition on a value of type MatchConfidence; all comparators given must hold. 比较条件 */
export type MatchConfidenceFilter = {
  /** Equal. 等于 */
  readonly eq?: MatchConfidence | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<MatchConfidence> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: MatchConfidence | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<MatchConfidence> | null | undefined;
};

/** Condition on MatchRule; all fields given must hold. 筛选条件 */
export type MatchRuleFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<MatchRuleFilter> | null | undefined;
  /** Most that is added in all. 配捐上限 */
  readonly cap?: MoneyFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the division of the fund whose donations it matches. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** The fund whose donations it matches. 受配捐基金 */
  readonly fund?: FundFilter | null | undefined;
  /** What was added so far, less what was taken back. 已配捐 */
  readonly matched?: MoneyFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: MatchRuleFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<MatchRuleFilter> | null | undefined;
  /** What is added to each yuan given, as a part of it. 配捐比例 */
  readonly rate?: PercentFilter | null | undefined;
  /** The fund that pays what is added. 配捐资金来源 */
  readonly sourceFund?: FundFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it is called. 名称 */
  readonly title?: StringFilter | null | undefined;
  /** First day whose donations it matches. 开始日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day whose donations it does not match any more; null while it has no end. 结束日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related MatchRule rows. 关联条件 */
export type MatchRuleListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: MatchRuleFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: MatchRuleFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: MatchRuleFilter | null | undefined;
};

/** Condition on Meeting; all fields given must hold. 筛选条件 */
export type MeetingFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<MeetingFilter> | null | undefined;
  /** The body that meets, where it is recorded. 议决机构 */
  readonly body?: OrganizationFilter | null | undefined;
  /** Name of the body that meets and decides. 议决机构名称 */
  readonly bodyName?: StringFilter | null | undefined;
  /** The division. 所在区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division. 所在区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Last day on which a monthly meeting can be held in time; null once it is over. 应召开期限 */
  readonly dueOn?: DateFilter | null | undefined;
  /** Day on which it was held. 召开日期 */
  readonly heldOn?: DateFilter | null | undefined;
  /** What it is to decide. 议题 */
  readonly items?: AgendaItemListFilter | null | undefined;
  /** Who meets. 会议类型 */
  readonly kind?: MeetingKindFilter | null | undefined;
  /** Month of a monthly meeting, as 2026-03; null for others. 月份 */
  readonly month?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: MeetingFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<MeetingFilter> | null | undefined;
  /** Day for which it was announced. 拟召开日期 */
  readonly plannedOn?: DateFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: MeetingStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Title. 会议名称 */
  readonly title?: StringFilter | null | undefined;
  /** The compound or settlement whose people meet. 小区(院落、聚居点) */
  readonly unit?: GovernanceUnitFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Who meets. 会议类型 */
export type MeetingKind =
  /** The people of a settlement or compound, once a month. 坝坝会 */
  | 'BABA'
  /** The members of a collective. 成员大会 */
  | 'COLLECTIVE_MEMBERS'
  /** Whom a matter concerns, in the council hall. 议事厅协商 */
  | 'COUNCIL_HALL'
  /** The body that decides for a charity. 慈善组织决策机构会议 */
  | 'DECISION_BODY'
  /** Several bodies together. 联席会 */
  | 'JOINT'
  /** The owners of a compound. 业主大会 */
  | 'OWNERS_ASSEMBLY'
  /** The members of a party branch. 党员大会 */
  | 'PARTY_MEMBERS'
  /** Representatives of residents or villagers. 居民(村民)代表会议 */
  | 'REPRESENTATIVES'
  /** The residents of a community. 居民会议 */
  | 'RESIDENTS'
  /** The villagers of a village. 村民会议 */
  | 'VILLAGERS'
  /** The villagers of a group. 村民小组会议 */
  | 'VILLAGE_GROUP';

/** Condition on a value of type MeetingKind; all comparators given must hold. 比较条件 */
export type MeetingKindFilter = {
  /** Equal. 等于 */
  readonly eq?: MeetingKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<MeetingKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: MeetingKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<MeetingKind> | null | undefined;
};

/** Condition on related Meeting rows. 关联条件 */
export type MeetingListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: MeetingFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: MeetingFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: MeetingFilter | null | undefined;
};

/** Where a meeting is in its life. 会议状态 */
export type MeetingState =
  /** Day and agenda are announced. 已公告 */
  | 'ANNOUNCED'
  /** It does not take place. 取消 */
  | 'CANCELLED'
  /** Issues are collected, until the 15th. 收集议题 */
  | 'COLLECTING'
  /** The party organization and the committee consult. 商议 */
  | 'CONSULTING'
  /** It was held. 已召开 */
  | 'HELD'
  /** Its month is over without it. 逾期未召开 */
  | 'OVERDUE';

/** Condition on a value of type MeetingState; all comparators given must hold. 比较条件 */
export type MeetingStateFilter = {
  /** Equal. 等于 */
  readonly eq?: MeetingState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<MeetingState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: MeetingState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<MeetingState> | null | undefined;
};

/** Condition on Mention; all fields given must hold. 筛选条件 */
export type MentionFilter = {
  /** The agreement that is named. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<MentionFilter> | null | undefined;
  /** How sure it is that the name means this object. 匹配可信度 */
  readonly confidence?: MatchConfidenceFilter | null | undefined;
  /** The division that is named. 区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** The fund that is named. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** Line of the document. 行号 */
  readonly line?: IntFilter | null | undefined;
  /** Name exactly as the document writes it. 原文名称 */
  readonly nameAsWritten?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: MentionFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<MentionFilter> | null | undefined;
  /** The organization that is named. 组织 */
  readonly organization?: OrganizationFilter | null | undefined;
  /** The community partner that is named. 社区合伙人 */
  readonly partner?: CommunityPartnerFilter | null | undefined;
  /** The party organization that is named. 党组织 */
  readonly partyOrganization?: PartyOrganizationFilter | null | undefined;
  /** The document. 来源 */
  readonly source?: SourceDocumentFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** The governance unit that is named. 治理单元 */
  readonly unit?: GovernanceUnitFilter | null | undefined;
};

/** Condition on related Mention rows. 关联条件 */
export type MentionListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: MentionFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: MentionFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: MentionFilter | null | undefined;
};

/** Condition on a value of type Money; all comparators given must hold. 比较条件 */
export type MoneyFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on Organization; all fields given must hold. 筛选条件 */
export type OrganizationFilter = {
  /** Other spellings and former names. 别名 */
  readonly aliases?: StringListFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<OrganizationFilter> | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** What it got back of what it paid too much. 退还多缴 */
  readonly creditRefunds?: CreditRefundListFilter | null | undefined;
  /** The division it is registered in; where that is not known, the county that records it. 登记(记录)所在区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division it is registered in: the code under which that was first recorded, also after a recoding. `division { code }` is the code of the day; to ask by place, use `within`. 登记所在区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Assessment grade of a social organization. 评估等级 */
  readonly grade?: OrganizationGradeFilter | null | undefined;
  /** Projects that it carries out with a fund's money. 承接的资助项目 */
  readonly grants?: GrantProjectListFilter | null | undefined;
  /** Funds whose accounts it keeps. 托管的基金 */
  readonly hostedFunds?: FundListFilter | null | undefined;
  /** Service that it rendered under agreements. 服务记录 */
  readonly inKindRecords?: InKindRecordListFilter | null | undefined;
  /** Supports other social organizations; null where it is not stated. 枢纽型 */
  readonly isHub?: BooleanFilter | null | undefined;
  /** Papers that it issued for payments. 开具的票据 */
  readonly issuedDocuments?: PaymentDocumentListFilter | null | undefined;
  /** What it is; decides the GraphQL type. 组织类型 */
  readonly kind?: OrganizationKindFilter | null | undefined;
  /** Legal form; UNKNOWN where no source states it. 法律形式 */
  readonly legalForm?: LegalFormFilter | null | undefined;
  /** Its meetings. 会议 */
  readonly meetings?: MeetingListFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** Full name. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: OrganizationFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<OrganizationFilter> | null | undefined;
  /** Agreements under which it pays. 缴款协议 */
  readonly paidAgreements?: AgreementListFilter | null | undefined;
  /** Communities that it is a partner of. 社区合伙关系 */
  readonly partnerships?: CommunityPartnerListFilter | null | undefined;
  /** Organizations of the party that it carries. 所设党组织 */
  readonly partyOrganizations?: PartyOrganizationListFilter | null | undefined;
  /** Notices that ask it for what it owes. 缴款通知单 */
  readonly paymentNotices?: PaymentNoticeListFilter | null | undefined;
  /** What it paid. 缴款 */
  readonly payments?: PaymentListFilter | null | undefined;
  /** Day of registration. 登记日期 */
  readonly registeredOn?: DateFilter | null | undefined;
  /** Where it resides or serves, by date. 驻区关系 */
  readonly residences?: OrganizationResidenceListFilter | null | undefined;
  /** What it decided as a body of self-governance. 决议 */
  readonly resolutions?: ResolutionListFilter | null | undefined;
  /** Reports that it owes. 收益申报 */
  readonly revenueReports?: RevenueReportListFilter | null | undefined;
  /** What it owes, settled. 结算 */
  readonly settlements?: SettlementListFilter | null | undefined;
  /** Name as it is used in speech. 简称 */
  readonly shortName?: StringFilter | null | undefined;
  /** Where it is in its life; UNKNOWN where no source states it. 状态 */
  readonly status?: OrganizationStatusFilter | null | undefined;
  /** How its status changed. 状态变更 */
  readonly statusChanges?: OrganizationStatusChangeListFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Whether it belongs to the new economic or new social organizations; UNKNOWN where it is not stated. 两新组织 */
  readonly twoNew?: TwoNewClassFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** Unified social credit code, GB 32100. 统一社会信用代码 */
  readonly uscc?: UsccFilter | null | undefined;
  /** What it need not pay. 减免 */
  readonly waivers?: WaiverListFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Assessment grade. 评估等级 */
export type OrganizationGrade =
  /** Grade 1A of five. 1A 级社会组织 */
  | 'A1'
  /** Grade 2A of five. 2A 级社会组织 */
  | 'A2'
  /** Grade 3A of five. 3A 级社会组织 */
  | 'A3'
  /** Grade 4A of five. 4A 级社会组织 */
  | 'A4'
  /** Grade 5A of five. 5A 级社会组织 */
  | 'A5';

/** Condition on a value of type OrganizationGrade; all comparators given must hold. 比较条件 */
export type OrganizationGradeFilter = {
  /** Equal. 等于 */
  readonly eq?: OrganizationGrade | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<OrganizationGrade> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: OrganizationGrade | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<OrganizationGrade> | null | undefined;
};

/** Kind of an organization; decides its GraphQL type. 组织类型 */
export type OrganizationKind =
  /** Alliance. 联盟 */
  | 'ALLIANCE'
  /** Rural collective economic organization. 农村集体经济组织 */
  | 'COLLECTIVE_ECONOMY'
  /** Farmers' cooperative. 农民专业合作社 */
  | 'COOPERATIVE'
  /** Enterprise. 企业 */
  | 'ENTERPRISE'
  /** Community social organization on file. 备案社区社会组织 */
  | 'FILED_COMMUNITY_ORG'
  /** Foundation. 基金会 */
  | 'FOUNDATION'
  /** Government department. 政府部门 */
  | 'GOV_DEPARTMENT'
  /** Individual business. 个体工商户 */
  | 'INDIVIDUAL_BUSINESS'
  /** Mass organization. 群团组织 */
  | 'MASS_ORG'
  /** Assembly of owners. 业主大会 */
  | 'OWNERS_ASSEMBLY'
  /** Organ of the party. 党的机关 */
  | 'PARTY_ORGAN'
  /** Property management company. 物业服务企业 */
  | 'PROPERTY_COMPANY'
  /** Public institution. 事业单位 */
  | 'PUBLIC_INSTITUTION'
  /** Residents' committee. 居委会 */
  | 'RESIDENTS_COMMITTEE'
  /** School. 学校 */
  | 'SCHOOL'
  /** Self-organized group. 自组织 */
  | 'SELF_ORG'
  /** Social association. 社会团体 */
  | 'SOCIAL_ASSOCIATION'
  /** Social service agency. 社会服务机构(民办非企业单位) */
  | 'SOCIAL_SERVICE_AGENCY'
  /** Street office or town government. 街道办事处、镇政府 */
  | 'STREET_OFFICE'
  /** Support centre. 支持中心 */
  | 'SUPPORT_CENTRE'
  /** Task force or leading group. 专班、领导小组 */
  | 'TASK_FORCE'
  /** University. 高校 */
  | 'UNIVERSITY'
  /** Villagers' committee. 村委会 */
  | 'VILLAGERS_COMMITTEE';

/** Condition on a value of type OrganizationKind; all comparators given must hold. 比较条件 */
export type OrganizationKindFilter = {
  /** Equal. 等于 */
  readonly eq?: OrganizationKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<OrganizationKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: OrganizationKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<OrganizationKind> | null | undefined;
};

/** Condition on related Organization rows. 关联条件 */
export type OrganizationListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: OrganizationFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: OrganizationFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: OrganizationFilter | null | undefined;
};

/** Condition on OrganizationResidence; all fields given must hold. 筛选条件 */
export type OrganizationResidenceFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<OrganizationResidenceFilter> | null | undefined;
  /** The division it resides in or serves. 所驻区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division it resides in or serves: the code under which that was first recorded, also after a recoding. `division { code }` is the code of the day; to ask by place, use `within`. 所驻区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: OrganizationResidenceFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<OrganizationResidenceFilter> | null | undefined;
  /** The organization. 组织 */
  readonly organization?: OrganizationFilter | null | undefined;
  /** Part it plays there. 角色 */
  readonly role?: ResidenceRoleFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** First day of the part. 起始日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which the part is over; null while no end is known. 截止日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related OrganizationResidence rows. 关联条件 */
export type OrganizationResidenceListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: OrganizationResidenceFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: OrganizationResidenceFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: OrganizationResidenceFilter | null | undefined;
};

/** Where an organization is in its life. 组织状态 */
export type OrganizationStatus =
  /** Listed as abnormal. 异常 */
  | 'ABNORMAL'
  /** Active. 存续 */
  | 'ACTIVE'
  /** Deregistered. 注销 */
  | 'DEREGISTERED'
  /** In preparation. 筹备 */
  | 'PREPARING'
  /** Licence revoked. 吊销 */
  | 'REVOKED'
  /** No source states it. 来源未载 */
  | 'UNKNOWN';

/** Condition on OrganizationStatusChange; all fields given must hold. 筛选条件 */
export type OrganizationStatusChangeFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<OrganizationStatusChangeFilter> | null | undefined;
  /** Number of the document that ordered it. 文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** Day from which the new status holds. 生效日期 */
  readonly effectiveOn?: DateFilter | null | undefined;
  /** Status before. 原状态 */
  readonly fromStatus?: OrganizationStatusFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: OrganizationStatusChangeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<OrganizationStatusChangeFilter> | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Status after. 新状态 */
  readonly toStatus?: OrganizationStatusFilter | null | undefined;
};

/** Condition on related OrganizationStatusChange rows. 关联条件 */
export type OrganizationStatusChangeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: OrganizationStatusChangeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: OrganizationStatusChangeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: OrganizationStatusChangeFilter | null | undefined;
};

/** Condition on a value of type OrganizationStatus; all comparators given must hold. 比较条件 */
export type OrganizationStatusFilter = {
  /** Equal. 等于 */
  readonly eq?: OrganizationStatus | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<OrganizationStatus> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: OrganizationStatus | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<OrganizationStatus> | null | undefined;
};

/** What the denominator of a participation figure is. 分母口径 */
export type ParticipationBase =
  /** Configured by the office; the note says how. 自定口径 */
  | 'CONFIGURED'
  /** Resident population. 常住人口 */
  | 'RESIDENT_POPULATION';

/** Condition on a value of type ParticipationBase; all comparators given must hold. 比较条件 */
export type ParticipationBaseFilter = {
  /** Equal. 等于 */
  readonly eq?: ParticipationBase | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ParticipationBase> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ParticipationBase | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ParticipationBase> | null | undefined;
};

/** Condition on ParticipationFigure; all fields given must hold. 筛选条件 */
export type ParticipationFigureFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ParticipationFigureFilter> | null | undefined;
  /** What the denominator is. 分母口径 */
  readonly base?: ParticipationBaseFilter | null | undefined;
  /** Day up to which is counted. 统计截止日期 */
  readonly countedOn?: DateFilter | null | undefined;
  /** Of how many. 分母 */
  readonly denominator?: IntFilter | null | undefined;
  /** The community. 社区(村) */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the community. 社区(村)的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What is counted. 指标 */
  readonly measure?: ParticipationMeasureFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ParticipationFigureFilter | null | undefined;
  /** Persons or accounts counted. 分子 */
  readonly numerator?: IntFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ParticipationFigureFilter> | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** What its office asks for in the year. 参与目标 */
  readonly target?: ParticipationTargetFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year. 年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on related ParticipationFigure rows. 关联条件 */
export type ParticipationFigureListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ParticipationFigureFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ParticipationFigureFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ParticipationFigureFilter | null | undefined;
};

/** What is counted of residents taking part. 参与指标 */
export type ParticipationMeasure =
  /** Accounts that logged in. 登录率 */
  | 'LOGIN'
  /** Persons who submitted needs, of the resident population. 征集率 */
  | 'NEEDS'
  /** Residents who took part. 参与率 */
  | 'PARTICIPATION';

/** Condition on a value of type ParticipationMeasure; all comparators given must hold. 比较条件 */
export type ParticipationMeasureFilter = {
  /** Equal. 等于 */
  readonly eq?: ParticipationMeasure | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ParticipationMeasure> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ParticipationMeasure | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ParticipationMeasure> | null | undefined;
};

/** Condition on ParticipationTarget; all fields given must hold. 筛选条件 */
export type ParticipationTargetFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ParticipationTargetFilter> | null | undefined;
  /** Figures of communities that are below it. 未达标社区(村) */
  readonly below?: ParticipationFigureListFilter | null | undefined;
  /** Stable key of the division whose communities it is for. 适用区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** What is counted. 指标 */
  readonly measure?: ParticipationMeasureFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ParticipationTargetFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ParticipationTargetFilter> | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Least part, in percent. 目标值 */
  readonly threshold?: PercentFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year. 年度 */
  readonly year?: IntFilter | null | undefined;
};

/** What a partner brings in. 合伙人投入 */
export type PartnerContribution =
  /** Money. 资金 */
  | 'FUNDS'
  /** Goods. 物力 */
  | 'GOODS'
  /** Service. 服务 */
  | 'SERVICE'
  /** Skill. 技能 */
  | 'SKILL'
  /** Room. 空间 */
  | 'SPACE'
  /** People. 人力 */
  | 'TALENT';

/** Condition on a list of PartnerContribution. 列表条件 */
export type PartnerContributionListFilter = {
  /** The list has this element. 包含元素 */
  readonly has?: PartnerContribution | null | undefined;
};

/** How a partner works with a community. 社区合伙人类型 */
export type PartnerKind =
  /** In business, with services in return. 商业合伙人 */
  | 'COMMERCIAL'
  /** For the public good. 公益合伙人 */
  | 'PUBLIC_BENEFIT'
  /** A society of a university, an institution or an enterprise. 社群合伙人 */
  | 'SOCIAL_GROUP';

/** Condition on a value of type PartnerKind; all comparators given must hold. 比较条件 */
export type PartnerKindFilter = {
  /** Equal. 等于 */
  readonly eq?: PartnerKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartnerKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartnerKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartnerKind> | null | undefined;
};

/** Where a partnership is in its life. 合伙状态 */
export type PartnerState =
  /** At work. 履约 */
  | 'ACTIVE'
  /** The body applied. 申请 */
  | 'APPLIED'
  /** Excluded for cause. 列入黑名单 */
  | 'BLACKLISTED'
  /** The residents deliberated it. 居民议决 */
  | 'DELIBERATED'
  /** Its year was evaluated. 已评价 */
  | 'EVALUATED'
  /** It left. 退出 */
  | 'EXITED'
  /** The party organization reviewed it. 党组织审核 */
  | 'PARTY_REVIEWED'
  /** It is on public notice. 公示 */
  | 'PUBLIC_NOTICE'
  /** It was turned down. 未通过 */
  | 'REJECTED'
  /** Renewed after an evaluation. 续约 */
  | 'RENEWED'
  /** The agreement is signed. 签约 */
  | 'SIGNED'
  /** Suspended. 暂停 */
  | 'SUSPENDED'
  /** No source says it. 来源未载 */
  | 'UNKNOWN';

/** Condition on a value of type PartnerState; all comparators given must hold. 比较条件 */
export type PartnerStateFilter = {
  /** Equal. 等于 */
  readonly eq?: PartnerState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartnerState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartnerState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartnerState> | null | undefined;
};

/** What carries a party organization. 依托载体 */
export type PartyCarrier =
  /** Court of buildings. 楼院 */
  | 'BUILDING_COURT'
  /** Business building. 商务楼宇 */
  | 'BUSINESS_BUILDING'
  /** Community. 社区 */
  | 'COMMUNITY'
  /** Residential compound. 小区 */
  | 'COMPOUND'
  /** District or county. 区、县 */
  | 'DISTRICT'
  /** Enterprise. 企业 */
  | 'ENTERPRISE'
  /** General grid. 一般网格 */
  | 'GRID_GENERAL'
  /** Micro grid. 微网格 */
  | 'GRID_MICRO'
  /** Total grid. 总网格 */
  | 'GRID_TOTAL'
  /** Members on the move. 流动党员 */
  | 'MOBILE'
  /** Project or task force. 项目、专班 */
  | 'PROJECT'
  /** Property company. 物业 */
  | 'PROPERTY'
  /** School. 学校 */
  | 'SCHOOL'
  /** Rural settlement. 聚居点 */
  | 'SETTLEMENT'
  /** Social organization. 社会组织 */
  | 'SOCIAL_ORG'
  /** Street. 街道 */
  | 'STREET'
  /** Town. 镇 */
  | 'TOWN'
  /** Village. 村 */
  | 'VILLAGE';

/** Condition on a value of type PartyCarrier; all comparators given must hold. 比较条件 */
export type PartyCarrierFilter = {
  /** Equal. 等于 */
  readonly eq?: PartyCarrier | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartyCarrier> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartyCarrier | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartyCarrier> | null | undefined;
};

/** Kind of a party organization. 党组织类型 */
export type PartyKind =
  /** Branch. 党支部 */
  | 'BRANCH'
  /** Committee. 党委 */
  | 'COMMITTEE'
  /** Committee of a district or county. 区委、县委 */
  | 'DISTRICT_COMMITTEE'
  /** General branch. 党总支 */
  | 'GENERAL_BRANCH'
  /** Group. 党小组 */
  | 'GROUP'
  /** Joint branch of several units. 联合党支部 */
  | 'JOINT_BRANCH'
  /** Leading group. 党组 */
  | 'LEADING_GROUP'
  /** Working organ. 工作机关 */
  | 'ORGAN'
  /** Temporary branch. 临时党支部 */
  | 'TEMPORARY_BRANCH'
  /** Working committee, as of a street. 党工委 */
  | 'WORKING_COMMITTEE';

/** Condition on a value of type PartyKind; all comparators given must hold. 比较条件 */
export type PartyKindFilter = {
  /** Equal. 等于 */
  readonly eq?: PartyKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartyKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartyKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartyKind> | null | undefined;
};

/** Condition on PartyOrganization; all fields given must hold. 筛选条件 */
export type PartyOrganizationFilter = {
  /** The organizations above, the root first. 上级路径 */
  readonly ancestors?: PartyOrganizationListFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PartyOrganizationFilter> | null | undefined;
  /** Body that approved it. 批准机关 */
  readonly approvedBy?: StringFilter | null | undefined;
  /** Day of the approval. 批准日期 */
  readonly approvedOn?: DateFilter | null | undefined;
  /** What carries it: a place, a grid, an organization, a project. 依托载体 */
  readonly carrierKind?: PartyCarrierFilter | null | undefined;
  /** The organizations directly below, on the day. 下级党组织 */
  readonly children?: PartyOrganizationListFilter | null | undefined;
  /** Seats of the committee. 委员会席位 */
  readonly committeeSeats?: IntFilter | null | undefined;
  /** Organizations covered by a joint branch. 联合党支部覆盖单位数 */
  readonly coveredUnits?: IntFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** All organizations below, at whatever depth, on the day. 所辖全部党组织 */
  readonly descendants?: PartyOrganizationListFilter | null | undefined;
  /** The division it works in. 所在区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Key of the division it works in. 所在区划 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the approval of an exception to the statutory sizes. 例外批准文号 */
  readonly exceptionDocumentNo?: StringFilter | null | undefined;
  /** Full members. 正式党员数 */
  readonly formalMembers?: IntFilter | null | undefined;
  /** The organization that carries it. 所依托组织 */
  readonly host?: OrganizationFilter | null | undefined;
  /** What it is, all its life; another kind is another organization, its successor. 党组织类型 */
  readonly kind?: PartyKindFilter | null | undefined;
  /** Where documents name it. 文献提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** Name. 名称 */
  readonly name?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PartyOrganizationFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PartyOrganizationFilter> | null | undefined;
  /** The organization directly above, on the day. 上级党组织 */
  readonly parent?: PartyOrganizationFilter | null | undefined;
  /** Members on probation. 预备党员数 */
  readonly probationaryMembers?: IntFilter | null | undefined;
  /** Where it is in its life now, whichever day is asked for; `statusChanges` has the history. 状态 */
  readonly status?: PartyStatusFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Day on which the term ends. 任期止 */
  readonly termEnd?: DateFilter | null | undefined;
  /** First day of the committee's term. 任期起 */
  readonly termStart?: DateFilter | null | undefined;
  /** The compound, building or settlement that carries it. 所依托治理单元 */
  readonly unit?: GovernanceUnitFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** First day on which it exists. 成立日期 */
  readonly validFrom?: DateFilter | null | undefined;
  /** First day on which it no longer exists; null while no end is known. 终止日期(不含) */
  readonly validTo?: DateFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related PartyOrganization rows. 关联条件 */
export type PartyOrganizationListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PartyOrganizationFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PartyOrganizationFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PartyOrganizationFilter | null | undefined;
};

/** Part that a party plays in an agreement. 协议方角色 */
export type PartyRole =
  /** The community. 社区 */
  | 'COMMUNITY'
  /** Who hosts a fund. 基金托管方 */
  | 'FUND_HOST'
  /** Who operates. 运营方 */
  | 'OPERATOR'
  /** The partner. 合伙人 */
  | 'PARTNER'
  /** Witness. 见证方 */
  | 'WITNESS';

/** Condition on a value of type PartyRole; all comparators given must hold. 比较条件 */
export type PartyRoleFilter = {
  /** Equal. 等于 */
  readonly eq?: PartyRole | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartyRole> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartyRole | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartyRole> | null | undefined;
};

/** Where a party organization is in its life. 党组织状态 */
export type PartyStatus =
  /** At work. 运行 */
  | 'ACTIVE'
  /** Approved. 批复 */
  | 'APPROVED'
  /** Dissolved. 撤销 */
  | 'DISSOLVED'
  /** In election. 换届 */
  | 'ELECTION'
  /** Merged into another. 合并 */
  | 'MERGED'
  /** Proposed. 拟设立 */
  | 'PROPOSED'
  /** Its term has ended. 届满 */
  | 'TERM_EXPIRED';

/** Condition on a value of type PartyStatus; all comparators given must hold. 比较条件 */
export type PartyStatusFilter = {
  /** Equal. 等于 */
  readonly eq?: PartyStatus | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PartyStatus> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PartyStatus | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PartyStatus> | null | undefined;
};

/** Condition on PaymentDocument; all fields given must hold. 筛选条件 */
export type PaymentDocumentFilter = {
  /** Amount that it is for. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PaymentDocumentFilter> | null | undefined;
  /** Code, where the kind has one. 票据代码 */
  readonly code?: StringFilter | null | undefined;
  /** It is for what was given beyond anything owed. 自愿增缴部分 */
  readonly given?: BooleanFilter | null | undefined;
  /** Day of issue. 开具日期 */
  readonly issuedOn?: DateFilter | null | undefined;
  /** Who issued it; null where there is none. 开具单位 */
  readonly issuer?: OrganizationFilter | null | undefined;
  /** What kind of paper it is. 票据种类 */
  readonly kind?: PaymentDocumentKindFilter | null | undefined;
  /** What the payment is by law. 款项性质 */
  readonly nature?: LegalNatureFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PaymentDocumentFilter | null | undefined;
  /** Number. 票据号码 */
  readonly number?: StringFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PaymentDocumentFilter> | null | undefined;
  /** The payment. 缴款 */
  readonly payment?: PaymentFilter | null | undefined;
  /** Whether it stands. 状态 */
  readonly state?: PaymentDocumentStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** What kind of paper a payer gets. 票据种类 */
export type PaymentDocumentKind =
  /** Receipt of the treasury's system, as for donations. 财政电子票据 */
  | 'FISCAL_RECEIPT'
  /** None, for a reason. 不开票 */
  | 'NONE'
  /** Receipt for money that passes between two bodies. 往来收据 */
  | 'TRANSACTION_RECEIPT'
  /** Invoice with value-added tax. 增值税发票 */
  | 'VAT_INVOICE';

/** Condition on a value of type PaymentDocumentKind; all comparators given must hold. 比较条件 */
export type PaymentDocumentKindFilter = {
  /** Equal. 等于 */
  readonly eq?: PaymentDocumentKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PaymentDocumentKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PaymentDocumentKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PaymentDocumentKind> | null | undefined;
};

/** Condition on related PaymentDocument rows. 关联条件 */
export type PaymentDocumentListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PaymentDocumentFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PaymentDocumentFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PaymentDocumentFilter | null | undefined;
};

/** Whether a payment's document stands. 票据状态 */
export type PaymentDocumentState =
  /** Issued. 已开具 */
  | 'ISSUED'
  /** Voided. 已作废 */
  | 'VOIDED';

/** Condition on a value of type PaymentDocumentState; all comparators given must hold. 比较条件 */
export type PaymentDocumentStateFilter = {
  /** Equal. 等于 */
  readonly eq?: PaymentDocumentState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PaymentDocumentState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PaymentDocumentState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PaymentDocumentState> | null | undefined;
};

/** Condition on Payment; all fields given must hold. 筛选条件 */
export type PaymentFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PaymentFilter> | null | undefined;
  /** The bank's reference. 银行流水号 */
  readonly bankReference?: StringFilter | null | undefined;
  /** What papers the payer got for it. 票据 */
  readonly documents?: PaymentDocumentListFilter | null | undefined;
  /** The fund that it was sent to. 收款基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PaymentFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PaymentFilter> | null | undefined;
  /** Day on which the payer sent it. 付款日期 */
  readonly paidOn?: DateFilter | null | undefined;
  /** Who paid. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** Day on which the bank account received it. 到账日期 */
  readonly receivedOn?: DateFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: PaymentStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** What of it is not yet set against something owed. 未核销金额 */
  readonly unallocated?: MoneyFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related Payment rows. 关联条件 */
export type PaymentListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PaymentFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PaymentFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PaymentFilter | null | undefined;
};

/** Condition on PaymentNotice; all fields given must hold. 筛选条件 */
export type PaymentNoticeFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** What was open on that day, in all. 应缴合计 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PaymentNoticeFilter> | null | undefined;
  /** Day on which it was issued. 开具日期 */
  readonly issuedOn?: DateFilter | null | undefined;
  /** What it asks for. 明细 */
  readonly lines?: PaymentNoticeLineListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PaymentNoticeFilter | null | undefined;
  /** Number within the office and the year, without gaps. 编号 */
  readonly number?: IntFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PaymentNoticeFilter> | null | undefined;
  /** Day by which all of it is to be paid. 缴款截止日期 */
  readonly payBy?: DateFilter | null | undefined;
  /** Whom it asks. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** Whether it stands. 状态 */
  readonly state?: PaymentNoticeStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** Calendar year in which it was issued. 编号年度 */
  readonly year?: IntFilter | null | undefined;
};

/** Condition on PaymentNoticeLine; all fields given must hold. 筛选条件 */
export type PaymentNoticeLineFilter = {
  /** The part of a settlement. 结算分配 */
  readonly allocation?: SettlementAllocationFilter | null | undefined;
  /** What of the part was open on the day of the notice. 应缴金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PaymentNoticeLineFilter> | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PaymentNoticeLineFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PaymentNoticeLineFilter> | null | undefined;
};

/** Condition on related PaymentNoticeLine rows. 关联条件 */
export type PaymentNoticeLineListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PaymentNoticeLineFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PaymentNoticeLineFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PaymentNoticeLineFilter | null | undefined;
};

/** Condition on related PaymentNotice rows. 关联条件 */
export type PaymentNoticeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PaymentNoticeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PaymentNoticeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PaymentNoticeFilter | null | undefined;
};

/** Whether a payment notice stands. 缴款通知单状态 */
export type PaymentNoticeState =
  /** Issued. 已开具 */
  | 'ISSUED'
  /** A later one stands in its place. 已取代 */
  | 'REPLACED'
  /** Withdrawn. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type PaymentNoticeState; all comparators given must hold. 比较条件 */
export type PaymentNoticeStateFilter = {
  /** Equal. 等于 */
  readonly eq?: PaymentNoticeState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PaymentNoticeState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PaymentNoticeState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PaymentNoticeState> | null | undefined;
};

/** Where a payment is on its way. 缴款状态 */
export type PaymentState =
  /** Told by the payer, not yet seen in the account. 待确认 */
  | 'NOTIFIED'
  /** Seen in the account and posted. 已到账 */
  | 'RECEIVED'
  /** Not found in the account. 未到账 */
  | 'REJECTED'
  /** Taken back after it was posted. 已冲销 */
  | 'REVERSED'
  /** Announced by mistake. 误报撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type PaymentState; all comparators given must hold. 比较条件 */
export type PaymentStateFilter = {
  /** Equal. 等于 */
  readonly eq?: PaymentState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PaymentState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PaymentState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PaymentState> | null | undefined;
};

/** Condition on a value of type Percent; all comparators given must hold. 比较条件 */
export type PercentFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on Pledge; all fields given must hold. 筛选条件 */
export type PledgeFilter = {
  /** Sum of its instalments. 认捐金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PledgeFilter> | null | undefined;
  /** The donor wishes not to be named. 匿名 */
  readonly anonymous?: BooleanFilter | null | undefined;
  /** Whether it was made in public, or in writing for relief, so that it cannot be revoked (Charity Law, article 41). 不得撤销 */
  readonly binding?: BooleanFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Stable key of the fund's division. 区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Donations that fulfilled it, the oldest instalment first. 履行 */
  readonly donations?: DonationListFilter | null | undefined;
  /** The organization that made it; null where the donor wishes not to be named. 认捐单位 */
  readonly donor?: OrganizationFilter | null | undefined;
  /** Name of the donor who is no recorded organization. 认捐人 */
  readonly donorName?: StringEqualityFilter | null | undefined;
  /** The fund that it was promised to. 受赠基金 */
  readonly fund?: FundFilter | null | undefined;
  /** What the money is promised for; null for whatever the fund is for. 限定用途 */
  readonly fundPurpose?: FundPurposeFilter | null | undefined;
  /** By when how much is due. 分期 */
  readonly instalments?: PledgeInstalmentListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PledgeFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PledgeFilter> | null | undefined;
  /** Received for it, less what was taken back. 已履行金额 */
  readonly paid?: MoneyFilter | null | undefined;
  /** Day of the promise. 认捐日期 */
  readonly promisedOn?: DateFilter | null | undefined;
  /** By what right the donor was released from it. 免予履行依据 */
  readonly releaseGround?: PledgeReleaseGroundFilter | null | undefined;
  /** Where it is in its life. 状态 */
  readonly state?: PledgeStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on PledgeInstalment; all fields given must hold. 筛选条件 */
export type PledgeInstalmentFilter = {
  /** Amount. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PledgeInstalmentFilter> | null | undefined;
  /** Last day on which it is given in time. 到期日 */
  readonly dueOn?: DateFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PledgeInstalmentFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PledgeInstalmentFilter> | null | undefined;
  /** Place in the pledge, from 1; an earlier one is not due later. 期次 */
  readonly position?: IntFilter | null | undefined;
};

/** Condition on related PledgeInstalment rows. 关联条件 */
export type PledgeInstalmentListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PledgeInstalmentFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PledgeInstalmentFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PledgeInstalmentFilter | null | undefined;
};

/** Condition on related Pledge rows. 关联条件 */
export type PledgeListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PledgeFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PledgeFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PledgeFilter | null | undefined;
};

/** By what right a donor is released from a pledge. 免予履行依据 */
export type PledgeReleaseGround =
  /** The donor's means have become markedly worse (Charity Law, article 41; Civil Code, article 666). 经济状况显著恶化 */
  | 'HARDSHIP'
  /** The donor revokes before giving, where the pledge is not binding (Civil Code, article 658). 赠与撤销 */
  | 'REVOCATION';

/** Condition on a value of type PledgeReleaseGround; all comparators given must hold. 比较条件 */
export type PledgeReleaseGroundFilter = {
  /** Equal. 等于 */
  readonly eq?: PledgeReleaseGround | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PledgeReleaseGround> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PledgeReleaseGround | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PledgeReleaseGround> | null | undefined;
};

/** Where a pledge is in its life. 认捐状态 */
export type PledgeState =
  /** The donor does not give what was promised. 违约 */
  | 'DEFAULTED'
  /** Everything promised was given. 已履行 */
  | 'FULFILLED'
  /** Promised. 已认捐 */
  | 'PLEDGED'
  /** The donor was released from it. 免予履行 */
  | 'RELEASED';

/** Condition on a value of type PledgeState; all comparators given must hold. 比较条件 */
export type PledgeStateFilter = {
  /** Equal. 等于 */
  readonly eq?: PledgeState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<PledgeState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: PledgeState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<PledgeState> | null | undefined;
};

/** Condition on PublishedFigure; all fields given must hold. 筛选条件 */
export type PublishedFigureFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<PublishedFigureFilter> | null | undefined;
  /** Number of the figure, unique in its tenant. 数据编号 */
  readonly code?: StringFilter | null | undefined;
  /** Field of governance the figure belongs to, C01–C16. 领域 */
  readonly context?: StringFilter | null | undefined;
  /** The division the figure is about. 所述区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Line of the document that states it. 行号 */
  readonly line?: IntFilter | null | undefined;
  /** What is said of it. 度量 */
  readonly measure?: StringFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: PublishedFigureFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<PublishedFigureFilter> | null | undefined;
  /** How exactly that day is known. 时点精度 */
  readonly precision?: DatePrecisionFilter | null | undefined;
  /** The word of approximation that the document uses. 限定词 */
  readonly qualifier?: FigureQualifierFilter | null | undefined;
  /** The document that states the figure. 来源 */
  readonly source?: SourceDocumentFilter | null | undefined;
  /** Day the figure speaks of; with YEAR precision the last day of that year. 数据时点 */
  readonly statedFor?: DateFilter | null | undefined;
  /** What is counted or measured. 对象 */
  readonly subject?: StringFilter | null | undefined;
  /** Whether it is invented for demonstration. 是否示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** Unit as the document writes it; null for a bare number. 单位 */
  readonly unit?: StringFilter | null | undefined;
  /** The number; of a range its lower end, of a number in two parts (1+5) the first. 数值 */
  readonly value?: DecimalFilter | null | undefined;
  /** Upper end of a range, or the second part of a number in two parts. 上限 */
  readonly valueMax?: DecimalFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related PublishedFigure rows. 关联条件 */
export type PublishedFigureListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: PublishedFigureFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: PublishedFigureFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: PublishedFigureFilter | null | undefined;
};

/** Whether a receipt is valid. 票据状态 */
export type ReceiptState =
  /** Valid. 有效 */
  | 'ISSUED'
  /** Void. 作废 */
  | 'VOIDED';

/** Condition on a value of type ReceiptState; all comparators given must hold. 比较条件 */
export type ReceiptStateFilter = {
  /** Equal. 等于 */
  readonly eq?: ReceiptState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ReceiptState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ReceiptState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ReceiptState> | null | undefined;
};

/** What was taken off a settlement. 核减类型 */
export type ReductionKind =
  /** Written off once, and paid after all. 坏账收回 */
  | 'RECOVERY'
  /** Waived. 减免 */
  | 'WAIVER'
  /** Written off. 核销坏账 */
  | 'WRITE_OFF';

/** Condition on a value of type ReductionKind; all comparators given must hold. 比较条件 */
export type ReductionKindFilter = {
  /** Equal. 等于 */
  readonly eq?: ReductionKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ReductionKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ReductionKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ReductionKind> | null | undefined;
};

/** What the figures of a report rest on. 申报数据依据 */
export type ReportBasis =
  /** Taken from an audited statement. 审定数 */
  | 'AUDITED'
  /** As the business states them. 申报数 */
  | 'DECLARED'
  /** Estimated by the community, because the business was silent. 估算数 */
  | 'ESTIMATED'
  /** Preliminary, to be trued up by audited ones. 暂估数 */
  | 'PROVISIONAL';

/** Condition on a value of type ReportBasis; all comparators given must hold. 比较条件 */
export type ReportBasisFilter = {
  /** Equal. 等于 */
  readonly eq?: ReportBasis | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ReportBasis> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ReportBasis | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ReportBasis> | null | undefined;
};

/** Condition on ReportReminder; all fields given must hold. 筛选条件 */
export type ReportReminderFilter = {
  /** Days after the due day for which it was sent; below zero before it. 距申报截止日天数 */
  readonly afterDays?: IntFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ReportReminderFilter> | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ReportReminderFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ReportReminderFilter> | null | undefined;
  /** When it was sent. 催报时间 */
  readonly recordedAt?: DateTimeFilter | null | undefined;
};

/** Condition on related ReportReminder rows. 关联条件 */
export type ReportReminderListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ReportReminderFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ReportReminderFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ReportReminderFilter | null | undefined;
};

/** Part that an organization plays in a division. 驻区角色 */
export type ResidenceRole =
  /** Co-builder. 共建单位 */
  | 'CO_BUILDER'
  /** Donor. 捐赠方 */
  | 'DONOR'
  /** Operator. 运营方 */
  | 'OPERATOR'
  /** Resident unit. 驻区单位 */
  | 'RESIDENT_UNIT'
  /** Service provider. 承接机构 */
  | 'SERVICE_PROVIDER'
  /** Vendor. 供应商 */
  | 'VENDOR';

/** Condition on a value of type ResidenceRole; all comparators given must hold. 比较条件 */
export type ResidenceRoleFilter = {
  /** Equal. 等于 */
  readonly eq?: ResidenceRole | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ResidenceRole> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ResidenceRole | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ResidenceRole> | null | undefined;
};

/** Condition on Resolution; all fields given must hold. 筛选条件 */
export type ResolutionFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<ResolutionFilter> | null | undefined;
  /** The body that decided, where it is recorded. 议决机构 */
  readonly body?: OrganizationFilter | null | undefined;
  /** Name of the body that decided, as the document writes it. 议决机构名称 */
  readonly bodyName?: StringFilter | null | undefined;
  /** When it was recorded here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Day on which it was decided. 议决日期 */
  readonly decidedOn?: DateFilter | null | undefined;
  /** The division for which it was decided. 所议区划 */
  readonly division?: DivisionFilter | null | undefined;
  /** Stable key of the division for which it was decided. 所议区划的稳定键 */
  readonly divisionKey?: StringFilter | null | undefined;
  /** Number of the document. 决议文号 */
  readonly documentNo?: StringFilter | null | undefined;
  /** The matter on which a meeting here voted; null for what is recorded from its document. 议题 */
  readonly item?: AgendaItemFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: ResolutionFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<ResolutionFilter> | null | undefined;
  /** Whether it was adopted and still stands. 状态 */
  readonly state?: ResolutionStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** What it is about. 决议事项 */
  readonly title?: StringFilter | null | undefined;
  /** When it was last changed here. 更新时间 */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related Resolution rows. 关联条件 */
export type ResolutionListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: ResolutionFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: ResolutionFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: ResolutionFilter | null | undefined;
};

/** Whether what was put to a body stands. 决议状态 */
export type ResolutionState =
  /** Adopted. 通过 */
  | 'ADOPTED'
  /** Adopted once, and annulled. 撤销 */
  | 'ANNULLED'
  /** Not adopted. 未通过 */
  | 'REJECTED';

/** Condition on a value of type ResolutionState; all comparators given must hold. 比较条件 */
export type ResolutionStateFilter = {
  /** Equal. 等于 */
  readonly eq?: ResolutionState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ResolutionState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ResolutionState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ResolutionState> | null | undefined;
};

/** Condition on RevenueLine; all fields given must hold. 筛选条件 */
export type RevenueLineFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<RevenueLineFilter> | null | undefined;
  /** What is measured. 指标 */
  readonly measure?: RevenueMeasureFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: RevenueLineFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<RevenueLineFilter> | null | undefined;
  /** Whether tax is in it. 含税情况 */
  readonly tax?: TaxTreatmentFilter | null | undefined;
};

/** Condition on related RevenueLine rows. 关联条件 */
export type RevenueLineListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: RevenueLineFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: RevenueLineFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: RevenueLineFilter | null | undefined;
};

/** What is measured of a business. 计算基数 */
export type RevenueMeasure =
  /** Reasonable costs, which some clauses deduct. 合理成本 */
  | 'COST'
  /** Donations. 捐赠 */
  | 'DONATION'
  /** Takings of a charity sale. 义卖所得 */
  | 'EVENT_TAKINGS'
  /** Gross profit. 毛利 */
  | 'GROSS_PROFIT'
  /** Hours. 时长 */
  | 'HOURS'
  /** Fee for upkeep. 管理维护费 */
  | 'MAINTENANCE_FEE'
  /** Management fee that the community earns. 管理成本收益 */
  | 'MANAGEMENT_FEE'
  /** Revenue without value-added tax and refunds. 净营业收入 */
  | 'NET_REVENUE'
  /** Hours at the dearer times. 高峰时长 */
  | 'PEAK_HOURS'
  /** Profit. 利润 */
  | 'PROFIT'
  /** Rent. 租金 */
  | 'RENT'
  /** Revenue. 营业收入 */
  | 'REVENUE'
  /** Income from services. 服务收益 */
  | 'SERVICE_INCOME'
  /** The share that the community itself receives. 社区所得收益分成 */
  | 'SHARE_RECEIVED'
  /** Pieces. 件数 */
  | 'UNITS'
  /** Fee for the use of a place. 场地使用费 */
  | 'VENUE_FEE';

/** Condition on a value of type RevenueMeasure; all comparators given must hold. 比较条件 */
export type RevenueMeasureFilter = {
  /** Equal. 等于 */
  readonly eq?: RevenueMeasure | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<RevenueMeasure> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: RevenueMeasure | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<RevenueMeasure> | null | undefined;
};

/** Condition on RevenueReport; all fields given must hold. 筛选条件 */
export type RevenueReportFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<RevenueReportFilter> | null | undefined;
  /** Day by which audited figures are due; null where what is reported stands. 审定数截止日期 */
  readonly auditDueOn?: DateFilter | null | undefined;
  /** What its figures rest on. 数据依据 */
  readonly basis?: ReportBasisFilter | null | undefined;
  /** Reports that correct this one. 更正申报 */
  readonly corrections?: RevenueReportListFilter | null | undefined;
  /** The settled report that this one corrects. 被更正的申报 */
  readonly corrects?: RevenueReportFilter | null | undefined;
  /** It says expressly that there was nothing in the period. 零申报 */
  readonly declaresZero?: BooleanFilter | null | undefined;
  /** Objections of its payer to it. 争议 */
  readonly disputes?: DisputeListFilter | null | undefined;
  /** Day by which it is due. 申报截止日期 */
  readonly dueOn?: DateFilter | null | undefined;
  /** How its figures were estimated; null for figures of the business itself. 估算方法 */
  readonly estimateMethod?: EstimateMethodFilter | null | undefined;
  /** What it says of the business. 申报数据 */
  readonly lines?: RevenueLineListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: RevenueReportFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<RevenueReportFilter> | null | undefined;
  /** The body that it is the report of. 申报单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** The business period: 2018, 2018-H1, 2018-Q3 or 2018-09. 业务期间 */
  readonly period?: StringFilter | null | undefined;
  /** First day of the period. 期间起始日 */
  readonly periodFrom?: DateFilter | null | undefined;
  /** First day after the period. 期间截止日(不含) */
  readonly periodTo?: DateFilter | null | undefined;
  /** Reminders that were sent of it. 催报 */
  readonly reminders?: ReportReminderListFilter | null | undefined;
  /** What it made due. 结算 */
  readonly settlements?: SettlementListFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: RevenueReportStateFilter | null | undefined;
  /** How often it was submitted. 提交次数 */
  readonly submissionCount?: IntFilter | null | undefined;
  /** When it was last submitted. 提交时间 */
  readonly submittedAt?: DateTimeFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** When it was verified. 核验时间 */
  readonly verifiedAt?: DateTimeFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related RevenueReport rows. 关联条件 */
export type RevenueReportListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: RevenueReportFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: RevenueReportFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: RevenueReportFilter | null | undefined;
};

/** Where a report is on its way. 申报状态 */
export type RevenueReportState =
  /** Taken back by a settled correction. 已更正 */
  | 'CORRECTED'
  /** Opened, and waiting for its figures. 待申报 */
  | 'DRAFT'
  /** Estimated by the community because its payer was silent, and waiting for its verification; the payer may still report. 已估算 */
  | 'ESTIMATED'
  /** Returned to be mended. 退回 */
  | 'RETURNED'
  /** Settled, and unchanged from then on. 已结算 */
  | 'SETTLED'
  /** Submitted, and waiting for its verification. 已提交 */
  | 'SUBMITTED'
  /** Verified by another organization. 已核验 */
  | 'VERIFIED'
  /** Withdrawn before it was verified. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type RevenueReportState; all comparators given must hold. 比较条件 */
export type RevenueReportStateFilter = {
  /** Equal. 等于 */
  readonly eq?: RevenueReportState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<RevenueReportState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: RevenueReportState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<RevenueReportState> | null | undefined;
};

/** How an exact amount becomes fen. 舍入方式 */
export type RoundingMode =
  /** Toward zero. 抹零 */
  | 'DOWN'
  /** Half to the even digit, GB/T 8170. 四舍六入五成双 */
  | 'HALF_EVEN'
  /** Half away from zero. 四舍五入 */
  | 'HALF_UP'
  /** Away from zero. 进位 */
  | 'UP';

/** Condition on a value of type RoundingMode; all comparators given must hold. 比较条件 */
export type RoundingModeFilter = {
  /** Equal. 等于 */
  readonly eq?: RoundingMode | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<RoundingMode> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: RoundingMode | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<RoundingMode> | null | undefined;
};

/** What a service costs residents. 服务收费层次 */
export type ServiceTier =
  /** Free of charge. 公益 */
  | 'FREE'
  /** At a low fee. 低偿 */
  | 'LOW_FEE'
  /** At the market's price. 市场 */
  | 'MARKET'
  /** No source says it. 来源未载 */
  | 'UNKNOWN';

/** Condition on a value of type ServiceTier; all comparators given must hold. 比较条件 */
export type ServiceTierFilter = {
  /** Equal. 等于 */
  readonly eq?: ServiceTier | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<ServiceTier> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: ServiceTier | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<ServiceTier> | null | undefined;
};

/** Condition on SettlementAllocation; all fields given must hold. 筛选条件 */
export type SettlementAllocationFilter = {
  /** The fund's part; below zero it is credit. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<SettlementAllocationFilter> | null | undefined;
  /** The fund. 基金 */
  readonly fund?: FundFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: SettlementAllocationFilter | null | undefined;
  /** What of it is still to be paid; below zero, what of the credit is left. 待缴金额 */
  readonly open?: MoneyFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<SettlementAllocationFilter> | null | undefined;
  /** Place among the parts that are not zero, from 1; also the leg of the posting. 序号 */
  readonly position?: IntFilter | null | undefined;
  /** The settlement. 结算 */
  readonly settlement?: SettlementFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** What of it was waived by a decision. 减免金额 */
  readonly waived?: MoneyFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** What of it was written off and not recovered since. 核销坏账金额 */
  readonly writtenOff?: MoneyFilter | null | undefined;
};

/** Condition on related SettlementAllocation rows. 关联条件 */
export type SettlementAllocationListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: SettlementAllocationFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: SettlementAllocationFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: SettlementAllocationFilter | null | undefined;
};

/** Condition on Settlement; all fields given must hold. 筛选条件 */
export type SettlementFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** The terms it follows. 协议版本 */
  readonly agreementVersion?: AgreementVersionFilter | null | undefined;
  /** What of it each fund gets. 分配 */
  readonly allocations?: SettlementAllocationListFilter | null | undefined;
  /** What is owed; below zero it is credit, for what falls due next. 应缴金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<SettlementFilter> | null | undefined;
  /** Number of the clause in the version. 条款序号 */
  readonly clause?: IntFilter | null | undefined;
  /** When it was made. 结算时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Objections of its payer to it. 争议 */
  readonly disputes?: DisputeListFilter | null | undefined;
  /** Day by which it is to be paid. 缴款截止日期 */
  readonly dueOn?: DateFilter | null | undefined;
  /** Business day on which it was booked. 入账日期 */
  readonly effectiveOn?: DateFilter | null | undefined;
  /** What makes it due. 结算类型 */
  readonly kind?: SettlementKindFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: SettlementFilter | null | undefined;
  /** What of it is still to be paid; below zero, what of the credit is left. 待缴金额 */
  readonly open?: MoneyFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<SettlementFilter> | null | undefined;
  /** Who owes it. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** The business period. 业务期间 */
  readonly period?: StringFilter | null | undefined;
  /** First day of the period. 期间起始日 */
  readonly periodFrom?: DateFilter | null | undefined;
  /** First day after the period. 期间截止日(不含) */
  readonly periodTo?: DateFilter | null | undefined;
  /** What was taken off it. 核减 */
  readonly reductions?: SettlementReductionListFilter | null | undefined;
  /** Settlements that correct it. 更正结算 */
  readonly replacedBy?: SettlementListFilter | null | undefined;
  /** The settlement that it corrects. 被更正的结算 */
  readonly replaces?: SettlementFilter | null | undefined;
  /** The report it rests on; null for an amount that needs none. 申报 */
  readonly report?: RevenueReportFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: SettlementStateFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted; null where nothing is due. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** What of it was waived by a decision. 减免金额 */
  readonly waived?: MoneyFilter | null | undefined;
  /** Waivers for it alone. 减免 */
  readonly waivers?: WaiverListFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
  /** What of it was written off and not recovered since. 核销坏账金额 */
  readonly writtenOff?: MoneyFilter | null | undefined;
  /** Business year of the period. 业务年度 */
  readonly year?: IntFilter | null | undefined;
};

/** What a rural settlement lives on. 聚居点产业类型 */
export type SettlementIndustry =
  /** Agriculture. 农业型 */
  | 'AGRICULTURE'
  /** Industry and commerce. 工商业型 */
  | 'INDUSTRY_COMMERCE'
  /** Tourism. 旅游业型 */
  | 'TOURISM';

/** Condition on a value of type SettlementIndustry; all comparators given must hold. 比较条件 */
export type SettlementIndustryFilter = {
  /** Equal. 等于 */
  readonly eq?: SettlementIndustry | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<SettlementIndustry> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: SettlementIndustry | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<SettlementIndustry> | null | undefined;
};

/** What makes a settlement due. 结算类型 */
export type SettlementKind =
  /** Another settlement that was paid late. 滞纳金 */
  | 'LATE_CHARGE'
  /** A clause, for a business period. 分成 */
  | 'SHARE';

/** Condition on a value of type SettlementKind; all comparators given must hold. 比较条件 */
export type SettlementKindFilter = {
  /** Equal. 等于 */
  readonly eq?: SettlementKind | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<SettlementKind> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: SettlementKind | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<SettlementKind> | null | undefined;
};

/** Condition on related Settlement rows. 关联条件 */
export type SettlementListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: SettlementFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: SettlementFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: SettlementFilter | null | undefined;
};

/** Condition on SettlementReduction; all fields given must hold. 筛选条件 */
export type SettlementReductionFilter = {
  /** Amount taken off; below zero where it is put back. 金额 */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<SettlementReductionFilter> | null | undefined;
  /** Business day on which it was booked. 入账日期 */
  readonly effectiveOn?: DateFilter | null | undefined;
  /** What it is. 类型 */
  readonly kind?: ReductionKindFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: SettlementReductionFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<SettlementReductionFilter> | null | undefined;
  /** When it was made. 记账时间 */
  readonly recordedAt?: DateTimeFilter | null | undefined;
  /** The resolution by which it was written off. 决议 */
  readonly resolution?: ResolutionFilter | null | undefined;
  /** The settlement. 结算 */
  readonly settlement?: SettlementFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** How it was posted. 凭证 */
  readonly transaction?: LedgerTransactionFilter | null | undefined;
  /** The waiver that it follows from. 减免 */
  readonly waiver?: WaiverFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related SettlementReduction rows. 关联条件 */
export type SettlementReductionListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: SettlementReductionFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: SettlementReductionFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: SettlementReductionFilter | null | undefined;
};

/** Where a settlement is on its way. 结算状态 */
export type SettlementState =
  /** Made, and to be paid. 待缴 */
  | 'CALCULATED'
  /** Below zero, and waiting for what falls due next. 待抵扣 */
  | 'CREDIT'
  /** Nothing is due, from the beginning or because all of it was waived. 无应缴 */
  | 'NOTHING_DUE'
  /** Below zero, and used up. 已抵扣 */
  | 'OFFSET'
  /** Paid. 已缴清 */
  | 'PAID'
  /** Paid in part. 部分缴纳 */
  | 'PARTIALLY_PAID'
  /** Taken back by a correction. 已冲销 */
  | 'REVERSED'
  /** What was still to be paid is written off. 已核销 */
  | 'WRITTEN_OFF';

/** Condition on a value of type SettlementState; all comparators given must hold. 比较条件 */
export type SettlementStateFilter = {
  /** Equal. 等于 */
  readonly eq?: SettlementState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<SettlementState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: SettlementState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<SettlementState> | null | undefined;
};

/** Condition on SourceDocument; all fields given must hold. 筛选条件 */
export type SourceDocumentFilter = {
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<SourceDocumentFilter> | null | undefined;
  /** Number of the document in this platform's collection. 文献编号 */
  readonly code?: StringFilter | null | undefined;
  /** Figures it states. 数据 */
  readonly figures?: PublishedFigureListFilter | null | undefined;
  /** Bodies and places it names. 提及 */
  readonly mentions?: MentionListFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: SourceDocumentFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<SourceDocumentFilter> | null | undefined;
  /** Day of publication; null where the document bears none. 发布日期 */
  readonly publishedOn?: DateFilter | null | undefined;
  /** Who published it; null where the document does not say. 发布机构 */
  readonly publisher?: StringFilter | null | undefined;
  /** Title as published; a description in square brackets where it bears none. 标题 */
  readonly title?: StringFilter | null | undefined;
};

/** Condition on a value of type String; all comparators given must hold. 比较条件 */
export type StringEqualityFilter = {
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Condition on a value of type String; all comparators given must hold. 比较条件 */
export type StringFilter = {
  /** Has this text in it, as written. 包含文字 */
  readonly contains?: string | null | undefined;
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** Starts with this text. 以此开头 */
  readonly startsWith?: string | null | undefined;
};

/** Condition on a list of String. 列表条件 */
export type StringListFilter = {
  /** The list has this element. 包含元素 */
  readonly has?: string | null | undefined;
};

/** Whether tax is in an amount. 含税情况 */
export type TaxTreatment =
  /** Tax is not in it. 不含税 */
  | 'EXCLUSIVE'
  /** Tax is in it. 含税 */
  | 'INCLUSIVE'
  /** Tax has no part in it. 不适用 */
  | 'NOT_APPLICABLE';

/** Condition on a value of type TaxTreatment; all comparators given must hold. 比较条件 */
export type TaxTreatmentFilter = {
  /** Equal. 等于 */
  readonly eq?: TaxTreatment | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<TaxTreatment> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: TaxTreatment | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<TaxTreatment> | null | undefined;
};

/** New economic or new social organization. 两新组织 */
export type TwoNewClass =
  /** New economic organization. 新经济组织 */
  | 'NEW_ECONOMIC'
  /** New social organization. 新社会组织 */
  | 'NEW_SOCIAL'
  /** Neither. 非两新 */
  | 'NONE'
  /** Not stated. 未载明 */
  | 'UNKNOWN';

/** Condition on a value of type TwoNewClass; all comparators given must hold. 比较条件 */
export type TwoNewClassFilter = {
  /** Equal. 等于 */
  readonly eq?: TwoNewClass | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<TwoNewClass> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: TwoNewClass | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<TwoNewClass> | null | undefined;
};

/** Condition on a value of type Uscc; all comparators given must hold. 比较条件 */
export type UsccFilter = {
  /** Has this text in it, as written. 包含文字 */
  readonly contains?: string | null | undefined;
  /** Equal. 等于 */
  readonly eq?: string | null | undefined;
  /** Greater. 大于 */
  readonly gt?: string | null | undefined;
  /** Greater or equal. 大于等于 */
  readonly gte?: string | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Less. 小于 */
  readonly lt?: string | null | undefined;
  /** Less or equal. 小于等于 */
  readonly lte?: string | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: string | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** Starts with this text. 以此开头 */
  readonly startsWith?: string | null | undefined;
};

/** By what right given money is put to another use (Charity Law, article 56). 用途变更依据 */
export type UseChangeGround =
  /** Whoever gave it agrees. 捐赠人同意 */
  | 'DONOR_CONSENT'
  /** It was filed with the department in charge. 报备 */
  | 'FILED';

/** Condition on a value of type UseChangeGround; all comparators given must hold. 比较条件 */
export type UseChangeGroundFilter = {
  /** Equal. 等于 */
  readonly eq?: UseChangeGround | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<UseChangeGround> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: UseChangeGround | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<UseChangeGround> | null | undefined;
};

/** Condition on Waiver; all fields given must hold. 筛选条件 */
export type WaiverFilter = {
  /** The agreement. 协议 */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these hold. 且 */
  readonly and?: ReadonlyArray<WaiverFilter> | null | undefined;
  /** When it was asked for here. 录入时间 */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Day on which it was decided. 审批日期 */
  readonly decidedOn?: DateFilter | null | undefined;
  /** This does not hold. 非 */
  readonly not?: WaiverFilter | null | undefined;
  /** At least one of these holds. 或 */
  readonly or?: ReadonlyArray<WaiverFilter> | null | undefined;
  /** Who need not pay. 缴款单位 */
  readonly payer?: OrganizationFilter | null | undefined;
  /** First day of the periods that it is for; null for one settlement. 减免期间起始日 */
  readonly periodFrom?: DateFilter | null | undefined;
  /** First day after them. 减免期间截止日(不含) */
  readonly periodTo?: DateFilter | null | undefined;
  /** Part of what is owed that need not be paid. 减免比例 */
  readonly rate?: PercentFilter | null | undefined;
  /** The decision of the residents that it rests on. 决议 */
  readonly resolution?: ResolutionFilter | null | undefined;
  /** The one settlement that it is for, or what replaced that; null for periods. 结算 */
  readonly settlement?: SettlementFilter | null | undefined;
  /** Where it is on its way. 状态 */
  readonly state?: WaiverStateFilter | null | undefined;
  /** Invented for demonstration. 示例 */
  readonly synthetic?: BooleanFilter | null | undefined;
  /** Number of the office that records it; a reference by a natural key names it. 登记机关编号 */
  readonly tenant?: IntFilter | null | undefined;
  /** It lies in the division of this code or anywhere below it. 所在区划(含下级) */
  readonly within?: string | null | undefined;
};

/** Condition on related Waiver rows. 关联条件 */
export type WaiverListFilter = {
  /** Every row satisfies it, or there is none. 全部满足 */
  readonly every?: WaiverFilter | null | undefined;
  /** No row satisfies it. 均不满足 */
  readonly none?: WaiverFilter | null | undefined;
  /** At least one row satisfies it. 至少一个满足 */
  readonly some?: WaiverFilter | null | undefined;
};

/** Where a waiver is on its way. 减免状态 */
export type WaiverState =
  /** Granted, and applied to what it is for. 已批准 */
  | 'APPROVED'
  /** Refused. 已驳回 */
  | 'REJECTED'
  /** Asked for. 已申请 */
  | 'REQUESTED'
  /** Granted by mistake, and taken back with all that it did. 已撤销 */
  | 'REVOKED'
  /** Taken back by who asked for it. 已撤回 */
  | 'WITHDRAWN';

/** Condition on a value of type WaiverState; all comparators given must hold. 比较条件 */
export type WaiverStateFilter = {
  /** Equal. 等于 */
  readonly eq?: WaiverState | null | undefined;
  /** One of these. 属于 */
  readonly in?: ReadonlyArray<WaiverState> | null | undefined;
  /** The value is missing, or with false: is there. 是否为空 */
  readonly isNull?: boolean | null | undefined;
  /** Not equal; a missing value is not equal. 不等于 */
  readonly ne?: WaiverState | null | undefined;
  /** None of these. 不属于 */
  readonly notIn?: ReadonlyArray<WaiverState> | null | undefined;
};

export type CommunityQueryVariables = Exact<{
  code: string;
}>;


export type CommunityQuery = { readonly division: { readonly code: string, readonly name: string, readonly parent: { readonly code: string, readonly name: string } | null } | null };

export type PartnersQueryVariables = Exact<{
  within?: string;
  contributions?: ReadonlyArray<CommunityPartnerFilter> | CommunityPartnerFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnersQuery = { readonly communityPartners: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: PartnerKind, readonly contributions: ReadonlyArray<PartnerContribution>, readonly serviceTier: ServiceTier, readonly services: string | null, readonly state: PartnerState, readonly organization:
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
       | null, readonly division: { readonly code: string, readonly shortName: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PlacesQueryVariables = Exact<{
  within?: string;
  after?: string | null | undefined;
}>;


export type PlacesQuery = { readonly governanceUnits: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly address: string | null, readonly householdCount: number | null, readonly division: { readonly code: string, readonly shortName: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };


export const CommunityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Community"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DivisionCode"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"division"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CommunityQuery, CommunityQueryVariables>;
export const PartnersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Partners"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"within"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DivisionCode"}}},"defaultValue":{"kind":"StringValue","value":"990101001","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contributions"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CommunityPartnerFilter"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"communityPartners"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"within"},"value":{"kind":"Variable","name":{"kind":"Name","value":"within"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"and"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contributions"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"DIVISION_KEY"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"CREATED_AT"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"contributions"}},{"kind":"Field","name":{"kind":"Name","value":"serviceTier"}},{"kind":"Field","name":{"kind":"Name","value":"services"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"shortName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<PartnersQuery, PartnersQueryVariables>;
export const PlacesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Places"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"within"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DivisionCode"}}},"defaultValue":{"kind":"StringValue","value":"990101001","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"governanceUnits"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"within"},"value":{"kind":"Variable","name":{"kind":"Name","value":"within"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"RESIDENTIAL_COMPOUND"},{"kind":"EnumValue","value":"OLD_CLUSTER"}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"householdCount"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"shortName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<PlacesQuery, PlacesQueryVariables>;