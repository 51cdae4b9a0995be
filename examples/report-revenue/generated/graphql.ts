/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Names one existing Agreement, in exactly one way. 引用 */
export type AgreementRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** What a column of a statement says. 对账单列含义 */
export type BankColumnRole =
  /** Amount; which way it went says its sign or another column. 发生额 */
  | 'AMOUNT'
  /** Balance afterwards. 余额 */
  | 'BALANCE'
  /** Account of who paid or was paid. 对方账号 */
  | 'COUNTERPARTY_ACCOUNT'
  /** Who paid or was paid. 对方户名 */
  | 'COUNTERPARTY_NAME'
  /** Day. 日期 */
  | 'DATE'
  /** Which way the amount went. 收支方向 */
  | 'DIRECTION'
  /** What went out. 支出金额 */
  | 'PAID'
  /** Account of who was paid. 收款人账号 */
  | 'PAYEE_ACCOUNT'
  /** Who was paid; read where money went out. 收款人名称 */
  | 'PAYEE_NAME'
  /** Account of who paid. 付款人账号 */
  | 'PAYER_ACCOUNT'
  /** Who paid; read where money came in. 付款人名称 */
  | 'PAYER_NAME'
  /** What came in. 收入金额 */
  | 'RECEIVED'
  /** The bank's own number. 流水号 */
  | 'REFERENCE'
  /** What it is for. 摘要 */
  | 'REMARK';

/** A column. 列 */
export type BankFormatColumnInput = {
  /** Text of its header; spaces and units in brackets do not count. 表头 */
  readonly header: string;
  /** What it says. 列含义 */
  readonly role: BankColumnRole;
};

/** Names one existing BankFormat, in exactly one way. 引用 */
export type BankFormatRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** A usual layout of a bank's statements to begin with; what a bank really exports differs by product and year. 常见对账单版式 */
export type BankLayout =
  /** Agricultural Bank of China. 中国农业银行 */
  | 'ABC'
  /** Bank of China. 中国银行 */
  | 'BOC'
  /** China Construction Bank. 中国建设银行 */
  | 'CCB'
  /** Chengdu Rural Commercial Bank. 成都农商银行 */
  | 'CDRCB'
  /** Industrial and Commercial Bank of China. 中国工商银行 */
  | 'ICBC';

/** Why the books do not know a movement. 未达原因 */
export type BankLineExplanation =
  /** The bank was wrong. 银行差错 */
  | 'BANK_ERROR'
  /** Something else. 其他 */
  | 'OTHER'
  /** It will be booked in a later period. 时间性未达 */
  | 'TIMING';

/** Whether the books know a movement of the bank. 对账单明细状态 */
export type BankLineState =
  /** Not in the books, and it is said why. 已说明 */
  | 'EXPLAINED'
  /** It is in the books. 已核对 */
  | 'MATCHED'
  /** Nobody has said. 待核对 */
  | 'OPEN'
  /** Its statement was withdrawn. 已撤回 */
  | 'WITHDRAWN';

/** How a movement and an entry were found to be the same. 核对方式 */
export type BankMatchKind =
  /** The entry was booked from the movement. 据对账单记账 */
  | 'BOOKED'
  /** By a person. 人工 */
  | 'HAND'
  /** By a number that both bear. 按编号 */
  | 'NUMBER'
  /** By who paid, the amount and the day. 按付款人和金额 */
  | 'PAYER';

/** Names one existing BankReconciliation, in exactly one way. 引用 */
export type BankReconciliationRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** Where a reconciliation is in its life. 余额调节表状态 */
export type BankReconciliationState =
  /** Confirmed by another; it does not change any more. 已复核 */
  | 'CONFIRMED'
  /** Prepared by one person. 已编制 */
  | 'PREPARED'
  /** Given up before it was confirmed. 已撤回 */
  | 'WITHDRAWN';

/** Names one existing BankStatementLine, in exactly one way. 引用 */
export type BankStatementLineRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** Input of confirmBankReconciliation. 输入 */
export type ConfirmBankReconciliationInput = {
  /** The reconciliation. 余额调节表 */
  readonly bankReconciliation: BankReconciliationRef;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
};

/** Input of confirmPayment. 输入 */
export type ConfirmPaymentInput = {
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** The payment. 缴款 */
  readonly payment: PaymentRef;
  /** Day on which the account received it. 到账日期 */
  readonly receivedOn: string;
  /** A settlement that it pays before all others; of one that was written off it recovers what it pays. 指定核销的结算 */
  readonly settlement?: SettlementRef | null | undefined;
};

/** Input of correctRevenueReport. 输入 */
export type CorrectRevenueReportInput = {
  /** What the figures rest on; DECLARED if not said. 数据依据 */
  readonly basis?: ReportBasis | null | undefined;
  /** The settled report. 被更正的申报 */
  readonly corrects: RevenueReportRef;
  /** There was nothing in the period: a report of zero, which states no figures. 零申报 */
  readonly declaresZero?: boolean | null | undefined;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A document that supports the report. 凭证 */
  readonly evidence?: ReadonlyArray<RevenueEvidenceInput> | null | undefined;
  /** A key of your own, by which you can name the new object later. 外部键 */
  readonly externalKey?: string | null | undefined;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** One measure of the business. 申报数据 */
  readonly lines?: ReadonlyArray<RevenueLineInput> | null | undefined;
  /** Why it is corrected. 更正原因 */
  readonly reason: string;
};

/** Names one existing Division, in exactly one way. 引用 */
export type DivisionRef =
  {   /** The code it bears on the day; 6, 9 or 12 digits. 区划代码 */
  readonly code: string; readonly id?: never; }
  |  { readonly code?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** What went wrong, for programs; the list never loses a value. 错误码 */
export type ErrorCode =
  /** The request is not valid GraphQL. 请求不是有效的 GraphQL。 */
  | 'BAD_REQUEST'
  /** It conflicts with what is recorded. 与已有记录冲突。 */
  | 'CONFLICT'
  /** The cost of the operation is {cost}; the limit is {limit}. 查询代价 {cost} 超过上限 {limit}。 */
  | 'COST_EXCEEDED'
  /** The caller may not do this. 无权执行此操作。 */
  | 'FORBIDDEN'
  /** The idempotency key was used with another input. 幂等键已用于另一内容的请求。 */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An internal error; quote the request id when you report it. 内部错误,请凭请求编号联系我们。 */
  | 'INTERNAL'
  /** The input is not valid. 输入有误。 */
  | 'INVALID_INPUT'
  /** The request is over a limit. 请求超过上限。 */
  | 'LIMIT_EXCEEDED'
  /** There is no such object. 未找到该对象。 */
  | 'NOT_FOUND'
  /** Too many requests. 请求过于频繁。 */
  | 'RATE_LIMITED'
  /** The operation breaks a rule. 操作违反规则。 */
  | 'RULE_BROKEN'
  /** The operation took too long. 执行超时。 */
  | 'TIMEOUT'
  /** The credential is unknown, expired or revoked. 凭证无效或已过期。 */
  | 'UNAUTHENTICATED'
  /** The service is not available; try again later. 服务暂不可用,请稍后重试。 */
  | 'UNAVAILABLE'
  /** The object was changed meanwhile; read it again and retry. 对象已被他人修改,请重新读取后再试。 */
  | 'VERSION_CONFLICT';

/** Names one existing EvidenceFile, in exactly one way. 引用 */
export type EvidenceFileRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** What a supporting document is. 凭证类型 */
export type EvidenceKind =
  /** Audit report. 审计报告 */
  | 'AUDIT_REPORT'
  /** Receipt of a bank for one payment. 银行回单 */
  | 'BANK_RECEIPT'
  /** Bank statement. 银行对账单 */
  | 'BANK_STATEMENT'
  /** Contract. 合同 */
  | 'CONTRACT'
  /** Financial statement. 财务报表 */
  | 'FINANCIAL_STATEMENT'
  /** Income statement. 利润表 */
  | 'INCOME_STATEMENT'
  /** Invoice. 发票 */
  | 'INVOICE'
  /** Extract of the books. 账簿摘录 */
  | 'LEDGER_EXTRACT'
  /** Photo of a public notice. 公示照片 */
  | 'NOTICE_PHOTO'
  /** Something else. 其他 */
  | 'OTHER'
  /** Resolution of a meeting. 会议决议 */
  | 'RESOLUTION'
  /** Tax return. 纳税申报表 */
  | 'TAX_RETURN';

/** Input of explainBankLine. 输入 */
export type ExplainBankLineInput = {
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** The reason in words, without names of persons. 说明 */
  readonly explanation: string;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** Why. 未达原因 */
  readonly kind: BankLineExplanation;
  /** The movement. 对账单明细 */
  readonly line: BankStatementLineRef;
};

/** A key of the calling app's own. 外部键 */
export type ExternalKeyRef = {
  /** The key, unique per office, app and type. 键 */
  readonly key: string;
  /** The office that records the object. 登记机关 */
  readonly tenant: number;
};

/** Names one existing Fund, in exactly one way. 引用 */
export type FundRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** Input of importBankStatement. 输入 */
export type ImportBankStatementInput = {
  /** Balance after it, to be compared. 期末余额 */
  readonly closingBalance?: string | null | undefined;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A key of your own, by which you can name the new object later. 外部键 */
  readonly externalKey?: string | null | undefined;
  /** The uploaded file, of the kind BANK_STATEMENT. 文件 */
  readonly file: EvidenceFileRef;
  /** How it is laid out. 格式 */
  readonly format: BankFormatRef;
  /** First day that it covers; that of its first movement if not said. 起始日期 */
  readonly from?: string | null | undefined;
  /** The fund whose account it is about. 基金 */
  readonly fund: FundRef;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** Balance before it, where the file does not tell it. 期初余额 */
  readonly openingBalance?: string | null | undefined;
  /** Last day that it covers; that of its last movement if not said. 截止日期 */
  readonly through?: string | null | undefined;
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

/** Names one existing Payment, in exactly one way. 引用 */
export type PaymentRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

/** Input of prepareBankReconciliation. 输入 */
export type PrepareBankReconciliationInput = {
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A key of your own, by which you can name the new object later. 外部键 */
  readonly externalKey?: string | null | undefined;
  /** The fund. 基金 */
  readonly fund: FundRef;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** Day at whose end both are compared; a statement covers it. 调节日期 */
  readonly on: string;
};

/** Input of recordPayment. 输入 */
export type RecordPaymentInput = {
  /** The agreement under which is paid. 协议 */
  readonly agreement: AgreementRef;
  /** Amount. 金额 */
  readonly amount: string;
  /** The bank’s reference, once per fund. 银行流水号 */
  readonly bankReference?: string | null | undefined;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A key of your own, by which you can name the new object later. 外部键 */
  readonly externalKey?: string | null | undefined;
  /** The fund that it was sent to. 收款基金 */
  readonly fund: FundRef;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** Day on which it was sent, not after today. 付款日期 */
  readonly paidOn: string;
  /** What of it is given beyond anything owed, of the payer’s own will. 自愿增缴 */
  readonly voluntary?: string | null | undefined;
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

/** A document that supports the report. 凭证 */
export type RevenueEvidenceInput = {
  /** The file, as it was uploaded. 凭证文件 */
  readonly file: EvidenceFileRef;
};

/** One measure of the business. 申报数据 */
export type RevenueLineInput = {
  /** Amount; below zero for a loss. 金额 */
  readonly amount: string;
  /** What is measured. 指标 */
  readonly measure: RevenueMeasure;
  /** What to know of it. 备注 */
  readonly note?: string | null | undefined;
  /** Whether tax is in it; NOT_APPLICABLE if not said. 含税情况 */
  readonly tax?: TaxTreatment | null | undefined;
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

/** Names one existing RevenueReport, in exactly one way. 引用 */
export type RevenueReportRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

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

/** Input of saveBankFormat. 输入 */
export type SaveBankFormatInput = {
  /** Bank whose statements it reads; that of the layout if not said. 银行 */
  readonly bankName?: string | null | undefined;
  /** A column. 列 */
  readonly columns?: ReadonlyArray<BankFormatColumnInput> | null | undefined;
  /** The division whose accountants use it. 所属区划 */
  readonly division: DivisionRef;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A key of your own, by which you can name the new object later. 外部键 */
  readonly externalKey?: string | null | undefined;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** What the column of the direction says of money that came in. 收入方向用语 */
  readonly inflowWords?: ReadonlyArray<string> | null | undefined;
  /** A usual layout to begin with. 常见版式 */
  readonly layout?: BankLayout | null | undefined;
  /** Name, unique in the division. 名称 */
  readonly name: string;
};

/** Input of settleRevenueReport. 输入 */
export type SettleRevenueReportInput = {
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** The verified report. 申报 */
  readonly revenueReport: RevenueReportRef;
  /** Day of the settlement, from which the days to pay count; today if not said. 结算日期 */
  readonly settledOn?: string | null | undefined;
};

/** Names one existing Settlement, in exactly one way. 引用 */
export type SettlementRef =
  {   /** The key that the calling app gave it. 外部键 */
  readonly externalKey: ExternalKeyRef; readonly id?: never; }
  |  { readonly externalKey?: never;   /** Its global id. 全局标识 */
  readonly id: string | number; };

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

/** Input of submitRevenueReport. 输入 */
export type SubmitRevenueReportInput = {
  /** What the figures rest on; DECLARED if not said. 数据依据 */
  readonly basis?: ReportBasis | null | undefined;
  /** There was nothing in the period: a report of zero, which states no figures. 零申报 */
  readonly declaresZero?: boolean | null | undefined;
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** A document that supports the report. 凭证 */
  readonly evidence?: ReadonlyArray<RevenueEvidenceInput> | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** One measure of the business. 申报数据 */
  readonly lines?: ReadonlyArray<RevenueLineInput> | null | undefined;
  /** The report, opened, estimated or returned. 申报 */
  readonly revenueReport: RevenueReportRef;
};

/** Whether tax is in an amount. 含税情况 */
export type TaxTreatment =
  /** Tax is not in it. 不含税 */
  | 'EXCLUSIVE'
  /** Tax is in it. 含税 */
  | 'INCLUSIVE'
  /** Tax has no part in it. 不适用 */
  | 'NOT_APPLICABLE';

/** Input of verifyRevenueReport. 输入 */
export type VerifyRevenueReportInput = {
  /** Answer what would happen and write nothing. 试运行 */
  readonly dryRun?: boolean | null | undefined;
  /** The version you saw; another one means that somebody was faster. 预期版本 */
  readonly expectedVersion: number;
  /** Your key of this request: sent again it changes nothing and gives the same answer. 幂等键 */
  readonly idempotencyKey: string;
  /** The report. 申报 */
  readonly revenueReport: RevenueReportRef;
};

export type PlaceQueryVariables = Exact<{
  agreement?: string;
  period?: string;
}>;


export type PlaceQuery = { readonly agreements: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly division: { readonly code: string } | null, readonly payer:
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
       | null, readonly versions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly clauses: ReadonlyArray<{ readonly title: string }>, readonly funds: ReadonlyArray<{ readonly position: number, readonly fund: { readonly id: string, readonly name: string } | null }> }> }, readonly reports: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: RevenueReportState }> } }> } };

export type OwedQueryVariables = Exact<{
  agreement?: string;
}>;


export type OwedQuery = { readonly settlements: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly period: string, readonly clauseTitle: string, readonly dueOn: string, readonly open: { readonly yuan: string }, readonly allocations: { readonly nodes: ReadonlyArray<{ readonly open: { readonly yuan: string }, readonly fund: { readonly id: string, readonly name: string, readonly accountHolder: string | null, readonly bankName: string | null, readonly accountNo: string | null } | null }> } }> }, readonly settlementsAggregate: { readonly sum: { readonly open: { readonly yuan: string } | null } }, readonly revenueReports: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly period: string, readonly dueOn: string, readonly asks: ReadonlyArray<RevenueMeasure>, readonly returnReason: string | null }> } };

export type WaitingQueryVariables = Exact<{
  agreement?: string;
}>;


export type WaitingQuery = { readonly toVerify: { readonly nodes: ReadonlyArray<{ readonly period: string, readonly correctionReason: string | null, readonly submitter:
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
       | null, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly count: string | null, readonly amount: { readonly yuan: string } | null }>, readonly evidence: ReadonlyArray<{ readonly digest: string, readonly file: { readonly fileName: string, readonly kind: EvidenceKind } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string } }> } }> }, readonly toSettle: { readonly nodes: ReadonlyArray<{ readonly period: string, readonly correctionReason: string | null, readonly submitter:
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
        | { readonly name: string }
       | null, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly count: string | null, readonly amount: { readonly yuan: string } | null }>, readonly evidence: ReadonlyArray<{ readonly digest: string, readonly file: { readonly fileName: string, readonly kind: EvidenceKind } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string } }> } }> }, readonly announced: { readonly nodes: ReadonlyArray<{ readonly paidOn: string, readonly amount: { readonly yuan: string }, readonly fund: { readonly name: string } | null }> } };

export type WaitingReportFragment = { readonly period: string, readonly correctionReason: string | null, readonly submitter:
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
    | { readonly name: string }
   | null, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly count: string | null, readonly amount: { readonly yuan: string } | null }>, readonly evidence: ReadonlyArray<{ readonly digest: string, readonly file: { readonly fileName: string, readonly kind: EvidenceKind } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string } }> } };

export type YearQueryVariables = Exact<{
  agreement?: string;
  year?: number;
}>;


export type YearQuery = { readonly annualStatements: { readonly nodes: ReadonlyArray<{ readonly year: number, readonly due: { readonly yuan: string }, readonly received: { readonly yuan: string }, readonly fund: { readonly name: string } | null }> }, readonly annualStatementsAggregate: { readonly sum: { readonly due: { readonly yuan: string } | null, readonly received: { readonly yuan: string } | null } } };

export type StatementsQueryVariables = Exact<{
  agreement?: string;
}>;


export type StatementsQuery = { readonly agreementVersions: { readonly nodes: ReadonlyArray<{ readonly funds: ReadonlyArray<{ readonly position: number, readonly fund: { readonly id: string, readonly name: string, readonly entries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly effectiveOn: string, readonly amount: { readonly yuan: string } | null, readonly transaction: { readonly number: string, readonly kind: LedgerKind, readonly explanation: string } | null }> }, readonly bankEntries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly effectiveOn: string, readonly amount: { readonly yuan: string } | null, readonly transaction: { readonly number: string, readonly kind: LedgerKind, readonly explanation: string } | null }> } } | null }> }> } };

export type LineFragment = { readonly id: string, readonly effectiveOn: string, readonly amount: { readonly yuan: string } | null, readonly transaction: { readonly number: string, readonly kind: LedgerKind, readonly explanation: string } | null };

export type OriginQueryVariables = Exact<{
  entry: string | number;
}>;


export type OriginQuery = { readonly node:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly effectiveOn: string, readonly id: string, readonly amount: { readonly yuan: string } | null, readonly transaction: { readonly number: string, readonly explanation: string } | null, readonly allocation: { readonly amount: { readonly yuan: string }, readonly fund: { readonly name: string } | null, readonly settlement: { readonly period: string, readonly amount: { readonly yuan: string }, readonly replaces: { readonly amount: { readonly yuan: string } } | null, readonly calculation: { readonly clause: number, readonly clauseTitle: string, readonly due: { readonly yuan: string }, readonly nodes: ReadonlyArray<{ readonly index: number, readonly parentIndex: number | null, readonly exact: string, readonly explanation: string, readonly rounded: { readonly yuan: string } | null }> } | null, readonly agreementVersion: { readonly number: number, readonly signedOn: string | null, readonly agreement: { readonly title: string, readonly resolution: { readonly documentNo: string } | null } | null } | null, readonly report: { readonly period: string, readonly correctionReason: string | null, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly count: string | null, readonly amount: { readonly yuan: string } | null }>, readonly evidence: ReadonlyArray<{ readonly digest: string, readonly file: { readonly fileName: string, readonly kind: EvidenceKind } | null }>, readonly submitter:
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
             | null, readonly verifier:
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
              | { readonly name: string }
             | null } | null } | null } | null }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
   | null };

export type BroughtQueryVariables = Exact<{
  agreement?: string;
}>;


export type BroughtQuery = { readonly agreementVersions: { readonly nodes: ReadonlyArray<{ readonly number: number, readonly settlements: { readonly nodes: ReadonlyArray<{ readonly period: string, readonly clause: number, readonly state: SettlementState, readonly amount: { readonly yuan: string }, readonly delta: { readonly yuan: string } | null, readonly transaction: { readonly number: string, readonly reversal: { readonly number: string } | null } | null, readonly allocations: { readonly nodes: ReadonlyArray<{ readonly position: number, readonly amount: { readonly yuan: string }, readonly open: { readonly yuan: string }, readonly payments: ReadonlyArray<{ readonly amount: { readonly yuan: string }, readonly payment: { readonly receiptNo: string | null, readonly transaction: { readonly number: string } | null } | null }> }> } }> } }> } };

export type SubmitReportMutationVariables = Exact<{
  input: SubmitRevenueReportInput;
}>;


export type SubmitReportMutation = { readonly submitRevenueReport: { readonly replayed: boolean, readonly revenueReport: { readonly version: number, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string }, readonly nodes: ReadonlyArray<{ readonly explanation: string }> }> } } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type VerifyReportMutationVariables = Exact<{
  input: VerifyRevenueReportInput;
}>;


export type VerifyReportMutation = { readonly verifyRevenueReport: { readonly replayed: boolean, readonly revenueReport: { readonly state: RevenueReportState } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type SettleReportMutationVariables = Exact<{
  input: SettleRevenueReportInput;
}>;


export type SettleReportMutation = { readonly settleRevenueReport: { readonly replayed: boolean, readonly revenueReport: { readonly settlements: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly dueOn: string, readonly amount: { readonly yuan: string }, readonly delta: { readonly yuan: string } | null, readonly allocations: { readonly nodes: ReadonlyArray<{ readonly amount: { readonly yuan: string } }> } }> } } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type CorrectReportMutationVariables = Exact<{
  input: CorrectRevenueReportInput;
}>;


export type CorrectReportMutation = { readonly correctRevenueReport: { readonly replayed: boolean, readonly revenueReport: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type AnnouncePaymentMutationVariables = Exact<{
  input: RecordPaymentInput;
}>;


export type AnnouncePaymentMutation = { readonly recordPayment: { readonly replayed: boolean, readonly payment: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type ConfirmPaymentMutationVariables = Exact<{
  input: ConfirmPaymentInput;
}>;


export type ConfirmPaymentMutation = { readonly confirmPayment: { readonly replayed: boolean, readonly payment: { readonly receiptNo: string | null, readonly transaction: { readonly number: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type FaultFragment = { readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string };

export type SaveFormatMutationVariables = Exact<{
  input: SaveBankFormatInput;
}>;


export type SaveFormatMutation = { readonly saveBankFormat: { readonly replayed: boolean, readonly bankFormat: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type ImportStatementMutationVariables = Exact<{
  input: ImportBankStatementInput;
}>;


export type ImportStatementMutation = { readonly importBankStatement: { readonly replayed: boolean, readonly bankStatement: { readonly lineCount: number, readonly lines: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly bookedOn: string, readonly remark: string | null, readonly state: BankLineState, readonly amount: { readonly yuan: string }, readonly match: { readonly how: BankMatchKind } | null }> } } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type ExplainLineMutationVariables = Exact<{
  input: ExplainBankLineInput;
}>;


export type ExplainLineMutation = { readonly explainBankLine: { readonly replayed: boolean, readonly line: { readonly state: BankLineState } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type PrepareReconciliationMutationVariables = Exact<{
  input: PrepareBankReconciliationInput;
}>;


export type PrepareReconciliationMutation = { readonly prepareBankReconciliation: { readonly replayed: boolean, readonly bankReconciliation: { readonly id: string, readonly bankBalance: { readonly yuan: string }, readonly booksReceived: { readonly yuan: string }, readonly booksPaid: { readonly yuan: string }, readonly adjustedBank: { readonly yuan: string }, readonly bookBalance: { readonly yuan: string }, readonly bankReceived: { readonly yuan: string }, readonly bankPaid: { readonly yuan: string }, readonly adjustedBook: { readonly yuan: string } } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type ConfirmReconciliationMutationVariables = Exact<{
  input: ConfirmBankReconciliationInput;
}>;


export type ConfirmReconciliationMutation = { readonly confirmBankReconciliation: { readonly replayed: boolean, readonly bankReconciliation: { readonly state: BankReconciliationState } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export const WaitingReportFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevenueReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"correctionReason"}},{"kind":"Field","name":{"kind":"Name","value":"submitter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingReportFragment, unknown>;
export const LineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Line"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LedgerEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]} as unknown as DocumentNode<LineFragment, unknown>;
export const FaultFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<FaultFragment, unknown>;
export const PlaceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Place"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"2018","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agreements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"SIGNED"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"clauses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"funds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"reports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"period"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"not"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"corrects"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"period"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}]}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlaceQuery, PlaceQueryVariables>;
export const OwedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Owed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settlements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CALCULATED"},{"kind":"EnumValue","value":"PARTIALLY_PAID"}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allocations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accountHolder"}},{"kind":"Field","name":{"kind":"Name","value":"bankName"}},{"kind":"Field","name":{"kind":"Name","value":"accountNo"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"settlementsAggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CALCULATED"},{"kind":"EnumValue","value":"PARTIALLY_PAID"}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"revenueReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"DRAFT"},{"kind":"EnumValue","value":"RETURNED"}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"asks"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}}]}}]}}]}}]} as unknown as DocumentNode<OwedQuery, OwedQueryVariables>;
export const WaitingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Waiting"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"toVerify"},"name":{"kind":"Name","value":"revenueReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"SUBMITTED"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingReport"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"toSettle"},"name":{"kind":"Name","value":"revenueReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"VERIFIED"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingReport"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"announced"},"name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"NOTIFIED"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paidOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevenueReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"correctionReason"}},{"kind":"Field","name":{"kind":"Name","value":"submitter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingQuery, WaitingQueryVariables>;
export const YearDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Year"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"year"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"2018"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"annualStatements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"year"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"DUE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"received"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"annualStatementsAggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"year"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"received"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearQuery, YearQueryVariables>;
export const StatementsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Statements"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agreementVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"funds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"transaction"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"or"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"settlements"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}]}}]}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"reverses"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"settlements"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}]}}]}}]}}]}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Line"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"bankEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"transaction"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"payments"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}]}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Line"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Line"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LedgerEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]} as unknown as DocumentNode<StatementsQuery, StatementsQueryVariables>;
export const OriginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Origin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entry"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entry"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LedgerEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allocation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"settlement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replaces"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clause"}},{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"parentIndex"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}},{"kind":"Field","name":{"kind":"Name","value":"rounded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"agreementVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"signedOn"}},{"kind":"Field","name":{"kind":"Name","value":"agreement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentNo"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"correctionReason"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"verifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<OriginQuery, OriginQueryVariables>;
export const BroughtDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Brought"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"示例童萌×晨光社区 惠民早教合作协议","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agreementVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreement"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"settlements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"40"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"clause"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"delta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"reversal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"allocations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receiptNo"}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BroughtQuery, BroughtQueryVariables>;
export const SubmitReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitRevenueReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitRevenueReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SubmitReportMutation, SubmitReportMutationVariables>;
export const VerifyReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifyReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyRevenueReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyRevenueReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<VerifyReportMutation, VerifyReportMutationVariables>;
export const SettleReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettleReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SettleRevenueReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settleRevenueReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settlements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"delta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"allocations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SettleReportMutation, SettleReportMutationVariables>;
export const CorrectReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CorrectRevenueReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"correctRevenueReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<CorrectReportMutation, CorrectReportMutationVariables>;
export const AnnouncePaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AnnouncePayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AnnouncePaymentMutation, AnnouncePaymentMutationVariables>;
export const ConfirmPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receiptNo"}},{"kind":"Field","name":{"kind":"Name","value":"transaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ConfirmPaymentMutation, ConfirmPaymentMutationVariables>;
export const SaveFormatDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveFormat"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveBankFormatInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveBankFormat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bankFormat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SaveFormatMutation, SaveFormatMutationVariables>;
export const ImportStatementDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportStatement"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportBankStatementInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importBankStatement"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bankStatement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineCount"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"bookedOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remark"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"match"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"how"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ImportStatementMutation, ImportStatementMutationVariables>;
export const ExplainLineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExplainLine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExplainBankLineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explainBankLine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ExplainLineMutation, ExplainLineMutationVariables>;
export const PrepareReconciliationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PrepareReconciliation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PrepareBankReconciliationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prepareBankReconciliation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bankReconciliation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bankBalance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booksReceived"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booksPaid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"adjustedBank"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bookBalance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bankReceived"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bankPaid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"adjustedBook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<PrepareReconciliationMutation, PrepareReconciliationMutationVariables>;
export const ConfirmReconciliationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmReconciliation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmBankReconciliationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmBankReconciliation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bankReconciliation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fault"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fault"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ConfirmReconciliationMutation, ConfirmReconciliationMutationVariables>;