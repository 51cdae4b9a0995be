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
    "query Community($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    parent {\n      code\n      name\n    }\n  }\n}\n\nquery Partners($within: DivisionCode! = \"990101001\", $contributions: [CommunityPartnerFilter!], $after: String) {\n  communityPartners(\n    filter: {within: $within, and: $contributions}\n    orderBy: [{field: DIVISION_KEY}, {field: CREATED_AT}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      id\n      kind\n      contributions\n      serviceTier\n      services\n      state\n      organization {\n        name\n      }\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Places($within: DivisionCode! = \"990101001\", $after: String) {\n  governanceUnits(\n    filter: {within: $within, kind: {in: [RESIDENTIAL_COMPOUND, OLD_CLUSTER]}}\n    orderBy: [{field: NAME}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      name\n      address\n      householdCount\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.CommunityDocument,
};
const documents: Documents = {
    "query Community($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    parent {\n      code\n      name\n    }\n  }\n}\n\nquery Partners($within: DivisionCode! = \"990101001\", $contributions: [CommunityPartnerFilter!], $after: String) {\n  communityPartners(\n    filter: {within: $within, and: $contributions}\n    orderBy: [{field: DIVISION_KEY}, {field: CREATED_AT}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      id\n      kind\n      contributions\n      serviceTier\n      services\n      state\n      organization {\n        name\n      }\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Places($within: DivisionCode! = \"990101001\", $after: String) {\n  governanceUnits(\n    filter: {within: $within, kind: {in: [RESIDENTIAL_COMPOUND, OLD_CLUSTER]}}\n    orderBy: [{field: NAME}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      name\n      address\n      householdCount\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.CommunityDocument,
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
export function graphql(source: "query Community($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    parent {\n      code\n      name\n    }\n  }\n}\n\nquery Partners($within: DivisionCode! = \"990101001\", $contributions: [CommunityPartnerFilter!], $after: String) {\n  communityPartners(\n    filter: {within: $within, and: $contributions}\n    orderBy: [{field: DIVISION_KEY}, {field: CREATED_AT}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      id\n      kind\n      contributions\n      serviceTier\n      services\n      state\n      organization {\n        name\n      }\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Places($within: DivisionCode! = \"990101001\", $after: String) {\n  governanceUnits(\n    filter: {within: $within, kind: {in: [RESIDENTIAL_COMPOUND, OLD_CLUSTER]}}\n    orderBy: [{field: NAME}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      name\n      address\n      householdCount\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): (typeof documents)["query Community($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    parent {\n      code\n      name\n    }\n  }\n}\n\nquery Partners($within: DivisionCode! = \"990101001\", $contributions: [CommunityPartnerFilter!], $after: String) {\n  communityPartners(\n    filter: {within: $within, and: $contributions}\n    orderBy: [{field: DIVISION_KEY}, {field: CREATED_AT}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      id\n      kind\n      contributions\n      serviceTier\n      services\n      state\n      organization {\n        name\n      }\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Places($within: DivisionCode! = \"990101001\", $after: String) {\n  governanceUnits(\n    filter: {within: $within, kind: {in: [RESIDENTIAL_COMPOUND, OLD_CLUSTER]}}\n    orderBy: [{field: NAME}]\n    first: 50\n    after: $after\n  ) {\n    nodes {\n      name\n      address\n      householdCount\n      division {\n        code\n        shortName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;