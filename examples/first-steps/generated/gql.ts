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
    "query District($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    ancestors {\n      nodes {\n        name\n      }\n    }\n  }\n}\n\nquery Streets($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    children(first: $first, after: $after) {\n      nodes {\n        code\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Communities($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    descendants(filter: {level: {eq: VILLAGE}}, first: $first, after: $after) {\n      nodes {\n        code\n        name\n        shortName\n        parent {\n          code\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Organizations($code: DivisionCode!, $first: Int!, $after: String) {\n  organizations(\n    filter: {within: $code}\n    orderBy: [{field: KIND}, {field: NAME}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      __typename\n      name\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Figures($code: DivisionCode!, $first: Int!, $after: String) {\n  publishedFigures(\n    filter: {within: $code}\n    orderBy: [{field: CODE}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      subject\n      measure\n      text\n      statedFor\n      line\n      source {\n        title\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.DistrictDocument,
};
const documents: Documents = {
    "query District($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    ancestors {\n      nodes {\n        name\n      }\n    }\n  }\n}\n\nquery Streets($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    children(first: $first, after: $after) {\n      nodes {\n        code\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Communities($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    descendants(filter: {level: {eq: VILLAGE}}, first: $first, after: $after) {\n      nodes {\n        code\n        name\n        shortName\n        parent {\n          code\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Organizations($code: DivisionCode!, $first: Int!, $after: String) {\n  organizations(\n    filter: {within: $code}\n    orderBy: [{field: KIND}, {field: NAME}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      __typename\n      name\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Figures($code: DivisionCode!, $first: Int!, $after: String) {\n  publishedFigures(\n    filter: {within: $code}\n    orderBy: [{field: CODE}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      subject\n      measure\n      text\n      statedFor\n      line\n      source {\n        title\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.DistrictDocument,
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
export function graphql(source: "query District($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    ancestors {\n      nodes {\n        name\n      }\n    }\n  }\n}\n\nquery Streets($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    children(first: $first, after: $after) {\n      nodes {\n        code\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Communities($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    descendants(filter: {level: {eq: VILLAGE}}, first: $first, after: $after) {\n      nodes {\n        code\n        name\n        shortName\n        parent {\n          code\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Organizations($code: DivisionCode!, $first: Int!, $after: String) {\n  organizations(\n    filter: {within: $code}\n    orderBy: [{field: KIND}, {field: NAME}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      __typename\n      name\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Figures($code: DivisionCode!, $first: Int!, $after: String) {\n  publishedFigures(\n    filter: {within: $code}\n    orderBy: [{field: CODE}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      subject\n      measure\n      text\n      statedFor\n      line\n      source {\n        title\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): (typeof documents)["query District($code: DivisionCode!) {\n  division(code: $code) {\n    code\n    name\n    ancestors {\n      nodes {\n        name\n      }\n    }\n  }\n}\n\nquery Streets($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    children(first: $first, after: $after) {\n      nodes {\n        code\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Communities($code: DivisionCode!, $first: Int!, $after: String) {\n  division(code: $code) {\n    descendants(filter: {level: {eq: VILLAGE}}, first: $first, after: $after) {\n      nodes {\n        code\n        name\n        shortName\n        parent {\n          code\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nquery Organizations($code: DivisionCode!, $first: Int!, $after: String) {\n  organizations(\n    filter: {within: $code}\n    orderBy: [{field: KIND}, {field: NAME}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      __typename\n      name\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery Figures($code: DivisionCode!, $first: Int!, $after: String) {\n  publishedFigures(\n    filter: {within: $code}\n    orderBy: [{field: CODE}]\n    first: $first\n    after: $after\n  ) {\n    nodes {\n      subject\n      measure\n      text\n      statedFor\n      line\n      source {\n        title\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;