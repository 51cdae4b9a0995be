// The GraphQL schema of an audience, built from the registries.
import type { GraphQLSchema } from 'graphql';
import { valueType } from '../entity.js';
import { scopesOf, type Audience, type Caller } from '../caller.js';
import { allComputations, inputOf, type Ask, type Computation } from '../computation.js';
import { limits } from '../config.js';
import { changesField } from '../changes.js';
import '../explain-access.js';
import { encodeId } from '../ids.js';
import { bounded } from './bounds.js';
import { asOfArg, listArgs } from './arguments.js';
import { changesOfQuery, declareChanges, declareSubscription } from './changes.js';
import { declareObjects } from './objects.js';
import { scalarOfKey } from './column-type.js';
import { declareReadInputs } from './filters.js';
import { decodeId } from '../ids.js';
import { namesObjects } from './named-objects.js';
import { aggregateSuffix, pascalName, plainName, rateLimitField } from './names.js';
import { graph, type Graph, type Shape } from './shape.js';
import { type FieldBuilder, byResponseKey, Types, type GraphContext } from './types.js';
import { chineseOf } from '../text.js';
import { declareComputationInput, declareWrites } from './writes.js';

const many = bounded(
  'The objects of global ids, in their order; null where one is hidden or does not exist. 按标识批量查询',
  limits.listItems,
);
const nodesField = {
  ...many,
  extensions: {
    ...many.extensions,
    ...namesObjects({ argument: 'ids', idOf: (id) => decodeId(id as string) }),
  },
};

valueType('ViewerGrant', {
  description: 'One right of the credential. 授权',
  fields: {
    scope: { type: 'String', description: 'Scope, `domain:read`, `domain:write` or `domain:admin`. 范围' },
    division: {
      type: 'String',
      nullable: true,
      description: 'Code of the subtree; null for everywhere. 区划',
    },
    dataClass: { type: 'DataClass', description: 'Class of data. 数据分级' },
  },
});

valueType('RateLimit', {
  description: 'What the operation may cost, and how the budget stands of who asks. 配额',
  fields: {
    cost: { type: 'Int', description: 'What the operation may cost. 最高代价' },
    limit: {
      type: 'Int',
      nullable: true,
      description: 'The whole budget; null where nobody pays. 配额上限',
    },
    remaining: { type: 'Int', nullable: true, description: 'What is left of it. 剩余配额' },
    restoreRate: {
      type: 'Int',
      nullable: true,
      description: 'What is restored in a second. 每秒恢复',
    },
  },
});

valueType('Viewer', {
  description: 'Who asks, as the platform knows it. 调用方',
  fields: {
    app: { type: 'String', nullable: true, description: 'The app; null without a credential. 应用' },
    subject: { type: 'String', description: 'Pseudonymous person or system. 主体' },
    audience: { type: 'Audience', description: 'Whom the answers are made for. 受众' },
    tenant: {
      type: 'Int',
      nullable: true,
      description: 'Number of the office that let the caller in; null without a credential. 登记机关编号',
    },
    organization: {
      type: 'String',
      nullable: true,
      description: 'Key of the organization that the caller acts for. 代表单位',
    },
    install: {
      type: 'ID',
      nullable: true,
      description: 'Install of the app whose rights these are; null for a person. 应用安装',
    },
    scopes: { type: 'String', list: true, description: 'Scopes it holds anywhere. 权限范围' },
    grants: { type: 'ViewerGrant', list: true, description: 'What it may do, where. 授权' },
  },
});

const schemas = new Map<Audience, GraphQLSchema>();

/** The schema that one audience sees, built at first use. */
export function schemaFor(audience: Audience): GraphQLSchema {
  let schema = schemas.get(audience);
  if (!schema) schemas.set(audience, (schema = buildSchema(audience)));
  return schema;
}

function installId({ tenant, install }: Caller): string | null {
  return install && tenant !== null ? encodeId({ prefix: 'ins', tenant, key: install }) : null;
}

/** Builds the schema that one audience sees. */
export function buildSchema(audience: Audience): GraphQLSchema {
  const types = new Types(audience);
  const shapes = graph();
  declareReadInputs(types, shapes);
  const computed = [...allComputations().values()].filter((one) => types.shows(one.audience));
  for (const one of computed) declareComputationInput(types, one);
  declareObjects(types, shapes);
  declareChanges(types);
  types.builder.queryType({
    description: 'Everything that can be read. 查询',
    fields: (t: FieldBuilder) => ({
      ...queryFields(types, shapes, t),
      [changesField]: changesOfQuery(types, t),
      ...Object.fromEntries(computed.map((one) => [one.name, computedField(types, one, t)])),
    }),
  });
  declareWrites(types);
  declareSubscription(types);
  // The printed contract is sorted where it is printed; sorting here would take a third of the time again.
  return types.builder.toSchema({ sortSchema: false });
}

function computedField(types: Types, one: Computation, t: FieldBuilder): unknown {
  const { name, type, description, nullable = false } = one;
  return t.field({
    type: types.output(type),
    nullable,
    description,
    args: {
      input: t.arg({
        type: types.input(`${pascalName(name)}Input`),
        required: true,
        description: 'What to work out. 输入',
      }),
    },
    // The planner has judged the input before the execution began.
    async resolve(_: unknown, args: { input: Readonly<Record<string, unknown>> }, context: GraphContext) {
      const ask: Ask = (source, variables) => context.ask(source, variables);
      const facts = await one.read?.(args.input, ask, context.pool, context.caller);
      return one.compute(inputOf(one, args.input, []), context.caller.language, facts);
    },
  });
}

function queryFields(types: Types, shapes: Graph, t: FieldBuilder): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    node: t.field({
      type: types.output('Node'),
      nullable: true,
      description: 'The object of a global id; null for one that is hidden or does not exist. 按标识查询',
      args: {
        id: t.arg({ type: 'ID', required: true, description: 'Global id. 全局标识' }),
        ...asOfArg(types, t),
      },
      resolve: byResponseKey,
    }),
    nodes: t.field({
      type: [types.output('Node')],
      nullable: { list: false, items: true },
      ...nodesField,
      args: {
        ids: t.arg({ type: ['ID'], required: true, description: 'Global ids. 全局标识' }),
        ...asOfArg(types, t),
      },
      resolve: byResponseKey,
    }),
    [rateLimitField]: t.field({
      type: types.output('RateLimit'),
      description: 'What the operation may cost, and how the budget stands. 配额查询',
      args: {
        dryRun: t.arg({
          type: 'Boolean',
          defaultValue: false,
          description:
            'Whether nothing but this is answered: the rest of the operation is priced and not run, and it costs nothing. 仅估算',
        }),
      },
      resolve: (_: unknown, __: unknown, context: GraphContext) => context.rateLimit(),
    }),
    viewer: t.field({
      type: types.output('Viewer'),
      description: 'Who asks and what it may do. 当前调用方',
      resolve: (_: unknown, __: unknown, { caller }: GraphContext) => ({
        app: caller.app,
        subject: caller.subject,
        audience: caller.audience,
        tenant: caller.tenant,
        organization: caller.organizationId,
        install: installId(caller),
        scopes: scopesOf(caller.grants),
        grants: caller.grants,
      }),
    }),
  };
  for (const shape of shapes.values()) {
    const { plural } = shape.entity;
    if (plural === undefined || shape.identity === null || !types.shows(shape.audience)) continue;
    fields[plainName(shape.name)] = t.field({
      type: types.output(shape.name),
      nullable: true,
      description: `One ${shape.name}; null for one that is hidden or does not exist. 查询单个`,
      args: { ...lookupArgs(types, shape, t), ...asOfArg(types, t) },
      resolve: byResponseKey,
    });
    fields[plural] = t.field({
      type: types.output(`${shape.name}Connection`),
      description: `List of ${shape.name}. ${chineseOf(shape.description)}列表`,
      args: listArgs(types, shape, t, { paged: true, asOf: true }),
      resolve: byResponseKey,
    });
    fields[plural + aggregateSuffix] = t.field({
      type: types.output(`${shape.name}Aggregate`),
      description: `Numbers about ${plural}. 汇总`,
      args: listArgs(types, shape, t, { paged: false, asOf: true }),
      resolve: byResponseKey,
    });
  }
  return fields;
}

/** A reference table with one plain natural key is looked up by it (`division(code:)`), everything else by `ref`. */
function lookupArgs(types: Types, shape: Shape, t: FieldBuilder): Record<string, unknown> {
  const keys = Object.entries(shape.entity.naturalKeys ?? {});
  const [only] = keys;
  if (keys.length === 1 && only && !shape.hasTenant && only[1].columns.length === 1)
    return {
      [only[0]]: t.arg({
        type: types.input(scalarOfKey(shape.entity, only[1].columns[0]!)),
        required: true,
        description: only[1].description,
      }),
    };
  return {
    ref: t.arg({ type: types.input(`${shape.name}Ref`), required: true, description: 'Which one. 引用' }),
  };
}
