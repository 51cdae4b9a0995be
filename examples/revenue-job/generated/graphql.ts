/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** A key of the calling app's own. 外部键 */
export type ExternalKeyRef = {
  /** The key, unique per office, app and type. 键 */
  readonly key: string;
  /** The office that records the object. 登记机关 */
  readonly tenant: number;
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

export type ReportsQueryVariables = Exact<{
  agreements?: ReadonlyArray<string> | string | null | undefined;
  after?: string | null | undefined;
}>;


export type ReportsQuery = { readonly revenueReports: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly period: string, readonly state: RevenueReportState, readonly asks: ReadonlyArray<RevenueMeasure>, readonly agreement: { readonly title: string, readonly validFrom: string | null, readonly division: { readonly code: string } | null } | null, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly amount: { readonly yuan: string } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string }, readonly nodes: ReadonlyArray<{ readonly explanation: string }> }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SubmitMutationVariables = Exact<{
  input: SubmitRevenueReportInput;
}>;


export type SubmitMutation = { readonly submitRevenueReport: { readonly replayed: boolean, readonly revenueReport: { readonly id: string, readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly amount: { readonly yuan: string } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string }, readonly nodes: ReadonlyArray<{ readonly explanation: string }> }> } } | null, readonly userErrors: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly code: ErrorCode, readonly rule: string | null, readonly message: string }> } | null };

export type ReportedFragment = { readonly lines: ReadonlyArray<{ readonly measure: RevenueMeasure, readonly amount: { readonly yuan: string } | null }>, readonly calculations: { readonly nodes: ReadonlyArray<{ readonly clauseTitle: string, readonly due: { readonly yuan: string }, readonly nodes: ReadonlyArray<{ readonly explanation: string }> }> } };

export const ReportedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reported"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevenueReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReportedFragment, unknown>;
export const ReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Reports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agreements"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agreement"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agreements"}}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"PERIOD"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asks"}},{"kind":"Field","name":{"kind":"Name","value":"agreement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reported"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reported"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevenueReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReportsQuery, ReportsQueryVariables>;
export const SubmitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Submit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitRevenueReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitRevenueReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenueReport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reported"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reported"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevenueReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calculations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clauseTitle"}},{"kind":"Field","name":{"kind":"Name","value":"due"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"yuan"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SubmitMutation, SubmitMutationVariables>;