// A plan in words, for people: its tree, line by line.
import type {
  AggregatePlan,
  ListPlan,
  Member,
  ObjectPlan,
  Plan,
  RootMember,
  AggregateMember,
  EdgeMember,
  GroupMember,
  ListMember,
} from './plan.js';

type Lines = readonly string[];

const indent = (lines: Lines): Lines => lines.map((line) => `  ${line}`);

/** The tree of a plan: a line for each response key, what is below a key indented. */
export function describePlan({ members }: Plan): Lines {
  return members.flatMap(root);
}

function root(member: RootMember): Lines {
  const { key } = member;
  switch (member.kind) {
    case 'absent':
      return [`${key}: null, because the id is of no type that the caller knows`];
    case 'typename':
      return [`${key}: constant`];
    case 'object':
      return [`${key}: one ${member.object.shape.name}`, ...indent(object(member.object))];
    case 'objects':
      return [
        `${key}: objects by id`,
        ...indent(
          member.types.flatMap((one) => [`on ${one.object.shape.name}`, ...indent(object(one.object))]),
        ),
      ];
    case 'connection':
      return list(key, member.list);
    case 'aggregate':
      return aggregate(key, member.aggregate);
  }
}

function object({ variants }: ObjectPlan): Lines {
  return variants.flatMap(({ typeNames, members }) =>
    typeNames === null
      ? members.flatMap(field)
      : [`on ${typeNames.join(', ')}`, ...indent(members.flatMap(field))],
  );
}

function field(member: Member): Lines {
  const { key } = member;
  switch (member.kind) {
    case 'typename':
      return [`${key}: type`];
    case 'id':
      return [`${key}: global id`];
    case 'value':
      return [`${key}: ${member.field.kind === 'column' ? `column ${member.field.column.name}` : 'SQL'}`];
    case 'constant':
      return [`${key}: constant for this caller`];
    case 'batch':
      return [`${key}: made by Node of ${member.field.declaration.needs.join(', ')}`];
    case 'one':
      return [`${key}: one ${member.object.shape.name}`, ...indent(object(member.object))];
    case 'values':
      return [`${key}: at most ${member.max} ${member.object.shape.name}`, ...indent(object(member.object))];
    case 'connection':
      return list(key, member.list);
    case 'aggregate':
      return aggregate(key, member.aggregate);
  }
}

function list(key: string, { shape, order, page, filter, members }: ListPlan): Lines {
  const terms = order.map((term) => `${term.field} ${term.direction}`).join(', ');
  const from = page.cursor === null ? '' : page.backwards ? ', before a cursor' : ', after a cursor';
  const which = filter.op === 'const' ? '' : ', filtered';
  return [
    `${key}: ${page.backwards ? 'last' : 'first'} ${page.size} ${shape.name}${which}${from}, by ${terms}`,
    ...indent(members.flatMap(listMember)),
  ];
}

function listMember(member: ListMember): Lines {
  switch (member.kind) {
    case 'nodes':
      return [`${member.key}: rows`, ...indent(object(member.object))];
    case 'edges':
      return [`${member.key}: rows with cursors`, ...indent(member.members.flatMap(edge))];
    default:
      return [`${member.key}: ${member.kind}`];
  }
}

function edge(member: EdgeMember): Lines {
  return member.kind === 'node'
    ? [`${member.key}: row`, ...indent(object(member.object))]
    : [`${member.key}: ${member.kind}`];
}

function aggregate(key: string, { shape, members }: AggregatePlan): Lines {
  return [`${key}: numbers about ${shape.name}`, ...indent(members.flatMap(number))];
}

function number(member: AggregateMember | GroupMember): Lines {
  if (member.kind === 'one')
    return [`${member.key}: one ${member.object.shape.name}`, ...indent(object(member.object))];
  if (member.kind !== 'groups') return [`${member.key}: ${member.kind}`];
  const by = member.by.map(({ name }) => name).join(', ');
  return [`${member.key}: at most ${member.size} groups by ${by}`, ...indent(member.members.flatMap(number))];
}
