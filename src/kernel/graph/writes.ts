// Types for writing: an input and a payload per operation, with the fields that every write has.
import type { GraphQLResolveInfo } from 'graphql';
import type { Computation } from '../computation.js';
import { deprecationOf } from '../deprecation.js';
import type { InputField, InputShape } from '../input.js';
import { allOperations, type Operation } from '../operation.js';
import { bounded } from './bounds.js';
import { byExternalKey } from './actions.js';
import { pascalName } from './names.js';
import { opaque } from '../read/variables.js';
import { type FieldBuilder, byResponseKey, type GraphContext, type Types } from './types.js';

/** The operations that the audience knows. */
function shownOperations(types: Types): readonly Operation[] {
  return [...allOperations().values()].filter((operation) => types.shows(operation.audience ?? 'PARTNER'));
}

/** Declares inputs, payloads and the fields of Mutation. */
export function declareWrites(types: Types): void {
  const operations = shownOperations(types);
  if (operations.length === 0) return;
  declareFixed(types);
  for (const operation of operations) {
    declareInput(types, operation);
    declarePayload(types, operation);
  }
  types.builder.mutationType({
    description: 'Everything that can be written. Each field is a transaction of its own. 写入',
    fields: (t: FieldBuilder) =>
      Object.fromEntries(operations.map((operation) => [operation.name, mutation(types, operation, t)])),
  });
}

function mutation(types: Types, operation: Operation, t: FieldBuilder): unknown {
  const name = pascalName(operation.name);
  return t.field({
    type: types.output(`${name}Payload`),
    // Nullable, so that one failing write does not take a committed neighbour's answer away.
    nullable: true,
    description: `${operation.description} Scope: \`${operation.scope}\`.`,
    ...deprecationOf(operation.deprecated),
    args: {
      input: t.arg({ type: types.input(`${name}Input`), required: true, description: 'What to write. 输入' }),
    },
    resolve: (
      _: unknown,
      args: { input: Record<string, unknown> },
      context: GraphContext,
      info: GraphQLResolveInfo,
    ) => context.write(operation.name, args.input, info),
  });
}

function declareInput(types: Types, operation: Operation): void {
  declareNested(types, operation.input);
  types.builder.inputType(types.declareInput(`${pascalName(operation.name)}Input`), {
    description: `Input of ${operation.name}. 输入`,
    extensions: opaque,
    fields: (t: FieldBuilder) => {
      const fields = inputFields(types, operation.input, t);
      if (byExternalKey(operation))
        fields['externalKey'] = t.field({
          type: 'String',
          description: 'A key of your own, by which you can name the new object later. 外部键',
        });
      if (operation.target)
        fields['expectedVersion'] = t.field({
          type: 'Int',
          required: true,
          description: 'The version you saw; another one means that somebody was faster. 预期版本',
        });
      fields['idempotencyKey'] = t.field({
        type: 'String',
        required: true,
        description:
          'Your key of this request: sent again it changes nothing and gives the same answer. 幂等键',
      });
      fields['dryRun'] = t.field({
        type: 'Boolean',
        defaultValue: false,
        description: 'Answer what would happen and write nothing. 试运行',
      });
      return fields;
    },
  });
}

/** Declares the named groups inside an input, innermost first. */
function declareNested(types: Types, shape: InputShape): void {
  for (const field of Object.values(shape)) {
    const type = field.type.kind === 'list' ? field.type.of.type : field.type;
    if ((type.kind !== 'object' && type.kind !== 'oneOf') || types.hasInput(type.name)) continue;
    const declared = types.declareInput(type.name);
    const inner = type.kind === 'object' ? type.shape : type.shape();
    // Declared before what is in it, because it may contain itself.
    declareNested(types, inner);
    types.builder.inputType(declared, {
      description: field.description,
      extensions: opaque,
      ...(type.kind === 'oneOf' ? { isOneOf: true } : {}),
      fields: (t: FieldBuilder) => inputFields(types, inner, t),
    });
  }
}

function inputFields(types: Types, shape: InputShape, t: FieldBuilder): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [
      name,
      t.field({
        type: inputType(types, field),
        required: field.required,
        description: field.description,
        ...deprecationOf(field.deprecated),
      }),
    ]),
  );
}

/** Declares the input of a computation. */
export function declareComputationInput(types: Types, { name, input }: Computation): void {
  declareNested(types, input);
  types.builder.inputType(types.declareInput(`${pascalName(name)}Input`), {
    description: `Input of ${name}. 输入`,
    extensions: opaque,
    fields: (t: FieldBuilder) => inputFields(types, input, t),
  });
}

function inputType(types: Types, { type }: InputField<unknown>): unknown {
  switch (type.kind) {
    case 'scalar':
      return types.input(type.scalar);
    case 'enum':
      return types.input(type.enum);
    case 'ref':
      return types.input(`${type.entity}Ref`);
    case 'object':
    case 'oneOf':
      return types.input(type.name);
    case 'list':
      return [inputType(types, type.of)];
  }
}

function declarePayload(types: Types, operation: Operation): void {
  types.builder.objectType(types.declareObject(`${pascalName(operation.name)}Payload`), {
    description: `Answer of ${operation.name}. 结果`,
    fields: (t: FieldBuilder) => ({
      ...Object.fromEntries(
        Object.entries(operation.returns).map(([name, entity]) => [
          name,
          t.field({
            type: types.output(entity),
            nullable: true,
            description: `The ${entity} after the write; null where it was refused. 写入后的对象`,
            resolve: byResponseKey,
          }),
        ]),
      ),
      userErrors: t.field({
        type: [types.output('UserError')],
        ...bounded('Everything that is wrong with the input; empty where it was accepted. 错误'),
        resolve: (p: { userErrors: unknown }) => p.userErrors,
      }),
      replayed: t.field({
        type: 'Boolean',
        description: 'The same request was answered before; nothing was written now. 重放',
        resolve: (p: { replayed: unknown }) => p.replayed,
      }),
      events: t.field({
        type: [types.output('PlannedEvent')],
        nullable: true,
        ...bounded('With dryRun: the events that the write would make; else null. 将产生的事件', 1),
        resolve: (p: { events: unknown }) => p.events,
      }),
      ...toldBeside(types, t, operation.foresees, 'foreseen'),
      ...toldBeside(types, t, operation.reveals, 'revealed'),
    }),
  });
}

/** Fields that tell something beside the objects where there is something to tell, and else nothing. */
function toldBeside(
  types: Types,
  t: FieldBuilder,
  declared: Operation['foresees'],
  source: 'foreseen' | 'revealed',
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(declared ?? {}).map(([name, { type, list, description, maxItems }]) => [
      name,
      t.field({
        type: list ? [types.output(type)] : types.output(type),
        nullable: true,
        ...(list ? bounded(description, maxItems) : { description }),
        resolve: (payload: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>) =>
          payload[source]?.[name] ?? null,
      }),
    ]),
  );
}

function declareFixed(types: Types): void {
  const field = (name: string) => (source: Record<string, unknown>) => source[name];
  types.builder.objectType(types.declareObject('ErrorParam'), {
    description: 'A number or name that a message speaks of. 参数',
    fields: (t: FieldBuilder) => ({
      name: t.field({ type: 'String', description: 'Name. 名称', resolve: field('name') }),
      value: t.field({ type: 'String', description: 'Value. 值', resolve: field('value') }),
    }),
  });
  types.builder.objectType(types.declareObject('UserError'), {
    description: 'One thing that is wrong with an input. 输入错误',
    fields: (t: FieldBuilder) => ({
      path: t.field({
        type: ['String'],
        ...bounded('Field of the input, from the outside in; list items by index. 路径'),
        resolve: field('path'),
      }),
      code: t.field({
        type: types.output('ErrorCode'),
        description: 'Code, for programs. 错误码',
        resolve: field('code'),
      }),
      rule: t.field({
        type: 'String',
        nullable: true,
        description: 'Name of the rule that was broken. 规则',
        resolve: field('rule'),
      }),
      message: t.field({
        type: 'String',
        description: 'Sentence for people, in the language asked for. 说明',
        resolve: field('message'),
      }),
      params: t.field({
        type: [types.output('ErrorParam')],
        ...bounded('What the sentence speaks of, as data. 参数'),
        resolve: field('params'),
      }),
    }),
  });
  types.builder.objectType(types.declareObject('PlannedEvent'), {
    description: 'An event that a write would make. 预期事件',
    fields: (t: FieldBuilder) => ({
      type: t.field({ type: 'String', description: 'Type of the event. 类型', resolve: field('type') }),
      objects: t.field({ type: ['ID'], ...bounded('What it is about. 对象'), resolve: field('objects') }),
    }),
  });
}
