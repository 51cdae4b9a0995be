// `/q/<name>.{json,csv,xlsx}`: an app's trusted document as a plain address, for those who do not speak GraphQL.
import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  typeFromAST,
  type GraphQLInputType,
  type OperationDefinitionNode,
} from 'graphql';
import { refusal, refuse, Refusal } from '../kernel/errors.js';
import { schemaFor } from '../kernel/graph/build.js';
import { faultOf } from '../kernel/run-errors.js';
import type { Answer } from '../kernel/run.js';
import { walkOf } from '../platform/bulk/walk.js';
import { documentFor } from '../platform/limits/queries.js';
import { csvOf } from '../platform/sheets/csv.js';
import { tableTypes } from '../platform/sheets/read.js';
import { rowOf } from '../platform/sheets/selection.js';
import { xlsxOf } from '../platform/sheets/xlsx.js';
import type { Context } from './apollo.js';
import { asCaller } from './as-caller.js';
import { tellBalance } from './paying.js';
import type { Platform } from './platform.js';
import { inTurn } from './turns.js';

/** Parameter with the place in the list of a table, where the document itself names no `after`. */
const cursorParameter = 'cursor';

/** What a table cannot be made of is refused with the same status as any other wrong request. */
const statuses = { 'export-has-one-connection': 400, 'trusted-document-exists': 404 };

/** The routes below `/q`. */
export function documentAddresses(platform: Platform): Router {
  const router = Router();
  router.get(
    '/:file',
    asCaller(platform, (req, res, context) => answerDocument(platform, req, res, context), statuses),
  );
  return router;
}

async function answerDocument(
  platform: Platform,
  req: Request,
  res: Response,
  context: Context,
): Promise<void> {
  const { caller } = context;
  const [, name, form] = /^([a-z][a-z0-9-]*)\.(json|csv|xlsx)$/.exec(req.params['file'] as string) ?? [];
  if (name === undefined) throw refuse('NOT_FOUND');
  const text = await documentFor(platform.pool, caller, { name });
  if (text === null) throw refusal('trusted-document-exists');
  const operation = parse(text).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  // A write is never a plain address: whoever follows a link would do it.
  if (operation.operation !== OperationTypeNode.QUERY) throw refuse('NOT_FOUND');
  const { [cursorParameter]: cursor = null, ...rest } = req.query as Readonly<Record<string, unknown>>;
  const variables = variablesOf(platform, context, operation, rest);
  res.setHeader('Vary', 'Authorization, Accept-Language');
  res.setHeader('Cache-Control', 'private, no-cache');
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  if (form === 'json') {
    const asked = await ask(platform, context, res, text, variables);
    const next = nextIn(asked);
    const declares = operation.variableDefinitions?.some(({ variable }) => variable.name.value === 'after');
    if (next !== null && declares === true) link(req, res, { after: next });
    send(req, res, 'application/json; charset=utf-8', JSON.stringify({ data: asked }));
    return;
  }
  const walk = walkOf(schemaFor(caller.audience), text, JSON.stringify(variables));
  const from = typeof cursor === 'string' ? cursor : null;
  const data = await ask(platform, context, res, print(walk.document), walk.variables(from));
  const { rows, next } = walk.pageIn(data);
  if (next !== null) link(req, res, { [cursorParameter]: next });
  const columns = walk.columns(req.query['titles'] === 'term' ? 'TERM' : 'PATH');
  const sheet = { title: name, columns, rows: rows.map((row) => rowOf(columns, row)) };
  res.attachment(`${name}.${form}`);
  if (form === 'csv') send(req, res, `${tableTypes.csv}; charset=utf-8; header=present`, csvOf([sheet]));
  else send(req, res, tableTypes.xlsx, await xlsxOf([sheet]));
}

/** The data of the document. @throws Refusal with what the graph refuses */
async function ask(
  platform: Platform,
  { caller, requestId, payer, after }: Context,
  res: Response,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const request = { source, variables, requestId, payer, after: after ?? undefined };
  const { data, errors }: Answer = await inTurn(platform, payer, () => platform.run(request, caller));
  tellBalance(res, platform.engine.budget.balance(payer));
  if (errors) throw new Refusal(errors.map(faultOf));
  return data!;
}

/** The variables of the document, as its types say them; what it does not declare is refused. */
function variablesOf(
  platform: Platform,
  { caller }: Context,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const schema = platform.schema(caller.audience);
  const types = new Map(
    variableDefinitions.map(({ variable, type }) => [
      variable.name.value,
      typeFromAST(schema, type as never) as GraphQLInputType,
    ]),
  );
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => name !== 'titles' || types.has(name))
      .map(([name, value]) => {
        const type = types.get(name);
        if (!type) throw refusal('trusted-document-variable', [name], { name });
        return [name, valueOf(type, value, name)];
      }),
  );
}

/** A value of the query string as its type writes it in JSON: lists are repeated, objects are JSON themselves. */
function valueOf(declared: GraphQLInputType, value: unknown, name: string): unknown {
  const type = getNullableType(declared);
  if (isListType(type))
    return (Array.isArray(value) ? value : [value]).map((one) => valueOf(type.ofType, one, name));
  if (typeof value !== 'string') throw refusal('trusted-document-variable', [name], { name });
  if (isInputObjectType(type)) {
    try {
      return JSON.parse(value);
    } catch {
      throw refusal('trusted-document-variable', [name], { name });
    }
  }
  switch (getNamedType(type).name) {
    case 'Boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'Int':
      return /^-?\d{1,10}$/.test(value) ? Number(value) : value;
    default:
      return value;
  }
}

/** The end of the one page of the answer that has another behind it, where it is selected. */
function nextIn(data: Readonly<Record<string, unknown>>): string | null {
  const ends = Object.values(data).flatMap((one) => {
    const { pageInfo } = (one ?? {}) as { pageInfo?: { hasNextPage?: boolean; endCursor?: string | null } };
    return pageInfo?.hasNextPage === true && pageInfo.endCursor ? [pageInfo.endCursor] : [];
  });
  return ends.length === 1 ? ends[0]! : null;
}

/** Tells the address of the next page, relative to this one. */
function link(req: Request, res: Response, more: Readonly<Record<string, string>>): void {
  const url = new URL(req.originalUrl, 'http://local');
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  res.setHeader('Link', `<${url.pathname.split('/').at(-1)}${url.search}>; rel="next"`);
}

function send(req: Request, res: Response, type: string, content: string | Buffer): void {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  res.setHeader('ETag', etag);
  if (req.headers['if-none-match']?.includes(etag)) {
    res.status(304).end();
    return;
  }
  res.setHeader('Content-Type', type);
  res.end(content);
}
