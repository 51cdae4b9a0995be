/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Reports($agreements: [String!], $after: String) {\n  revenueReports(\n    filter: {agreement: {title: {in: $agreements}}}\n    orderBy: [{field: PERIOD}]\n    first: 10\n    after: $after\n  ) {\n    nodes {\n      id\n      version\n      period\n      state\n      asks\n      agreement {\n        title\n        validFrom\n        division {\n          code\n        }\n      }\n      ...Reported\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation Submit($input: SubmitRevenueReportInput!) {\n  submitRevenueReport(input: $input) {\n    revenueReport {\n      id\n      ...Reported\n    }\n    replayed\n    userErrors {\n      path\n      code\n      rule\n      message\n    }\n  }\n}\n\nfragment Reported on RevenueReport {\n  lines {\n    measure\n    amount {\n      yuan\n    }\n  }\n  calculations(first: 5) {\n    nodes {\n      clauseTitle\n      due {\n        yuan\n      }\n      nodes {\n        explanation\n      }\n    }\n  }\n}": typeof types.ReportsDocument,
};
const documents: Documents = {
    "query Reports($agreements: [String!], $after: String) {\n  revenueReports(\n    filter: {agreement: {title: {in: $agreements}}}\n    orderBy: [{field: PERIOD}]\n    first: 10\n    after: $after\n  ) {\n    nodes {\n      id\n      version\n      period\n      state\n      asks\n      agreement {\n        title\n        validFrom\n        division {\n          code\n        }\n      }\n      ...Reported\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation Submit($input: SubmitRevenueReportInput!) {\n  submitRevenueReport(input: $input) {\n    revenueReport {\n      id\n      ...Reported\n    }\n    replayed\n    userErrors {\n      path\n      code\n      rule\n      message\n    }\n  }\n}\n\nfragment Reported on RevenueReport {\n  lines {\n    measure\n    amount {\n      yuan\n    }\n  }\n  calculations(first: 5) {\n    nodes {\n      clauseTitle\n      due {\n        yuan\n      }\n      nodes {\n        explanation\n      }\n    }\n  }\n}": types.ReportsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Reports($agreements: [String!], $after: String) {\n  revenueReports(\n    filter: {agreement: {title: {in: $agreements}}}\n    orderBy: [{field: PERIOD}]\n    first: 10\n    after: $after\n  ) {\n    nodes {\n      id\n      version\n      period\n      state\n      asks\n      agreement {\n        title\n        validFrom\n        division {\n          code\n        }\n      }\n      ...Reported\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation Submit($input: SubmitRevenueReportInput!) {\n  submitRevenueReport(input: $input) {\n    revenueReport {\n      id\n      ...Reported\n    }\n    replayed\n    userErrors {\n      path\n      code\n      rule\n      message\n    }\n  }\n}\n\nfragment Reported on RevenueReport {\n  lines {\n    measure\n    amount {\n      yuan\n    }\n  }\n  calculations(first: 5) {\n    nodes {\n      clauseTitle\n      due {\n        yuan\n      }\n      nodes {\n        explanation\n      }\n    }\n  }\n}"): (typeof documents)["query Reports($agreements: [String!], $after: String) {\n  revenueReports(\n    filter: {agreement: {title: {in: $agreements}}}\n    orderBy: [{field: PERIOD}]\n    first: 10\n    after: $after\n  ) {\n    nodes {\n      id\n      version\n      period\n      state\n      asks\n      agreement {\n        title\n        validFrom\n        division {\n          code\n        }\n      }\n      ...Reported\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation Submit($input: SubmitRevenueReportInput!) {\n  submitRevenueReport(input: $input) {\n    revenueReport {\n      id\n      ...Reported\n    }\n    replayed\n    userErrors {\n      path\n      code\n      rule\n      message\n    }\n  }\n}\n\nfragment Reported on RevenueReport {\n  lines {\n    measure\n    amount {\n      yuan\n    }\n  }\n  calculations(first: 5) {\n    nodes {\n      clauseTitle\n      due {\n        yuan\n      }\n      nodes {\n        explanation\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;