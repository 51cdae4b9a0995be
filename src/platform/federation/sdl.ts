// The SDL of a subgraph: that of an audience, with the keys by which other subgraphs refer to its entities.
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/**
 * The version of the federation specification, and what is used of it. Its `@cost` is another one: a field's weight takes the place
 * of its type's and counts for each item of its list, so that our prices would be said wrongly by it.
 */
const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])`;

type TypeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A directive as it stands behind a type's name. */
function directive(text: string): ConstDirectiveNode {
  const { definitions } = parse(`type T ${text} { f: Int }`, { noLocation: true });
  return (definitions[0] as ObjectTypeDefinitionNode).directives![0]!;
}

const byId = directive('@key(fields: "id")');
/** Every graph with lists has one. */
const shareable = directive('@shareable');

/** Makes the SDL of a subgraph from the document of an audience's SDL. */
export function subgraphSdl(document: DocumentNode): string {
  const linked = ['cost', 'listSize'];
  // Composers do not know oneOf yet; the graph itself judges what a router passes on.
  const left = ['cost', 'oneOf'];
  const type = (node: TypeNode): TypeNode => {
    const named = node.interfaces?.some(({ name }) => name.value === 'Node') ? [byId] : [];
    const shared = node.name.value === 'PageInfo' ? [shareable] : [];
    return { ...node, directives: [...(node.directives ?? []), ...named, ...shared] };
  };
  const keyed = visit(document, {
    // The link brings the definitions that are used.
    DirectiveDefinition: (node) => (linked.includes(node.name.value) ? null : undefined),
    Directive: (node) => (left.includes(node.name.value) ? null : undefined),
    [Kind.OBJECT_TYPE_DEFINITION]: { leave: type },
    [Kind.INTERFACE_TYPE_DEFINITION]: { leave: type },
  });
  return `${link}\n\n${print(keyed)}\n`;
}
