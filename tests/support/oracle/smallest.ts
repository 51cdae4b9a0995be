// Makes a query that shows a fault as small as it goes, by leaving things out for as long as the fault stays.
import {
  parse,
  print,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Query } from './generator.js';

/** How many smaller queries are tried. */
const tries = 400;

/** Every document that is the given one without one of its selections, arguments or fields of inputs. */
function* smaller(document: DocumentNode): Generator<DocumentNode> {
  let count = 0;
  visit(document, {
    Field: () => void count++,
    Argument: () => void count++,
    InlineFragment: () => void count++,
    FragmentSpread: () => void count++,
    ObjectField: () => void count++,
  });
  for (let at = 0; at < count; at += 1) {
    let seen = 0;
    const drop = (): null | undefined => (seen++ === at ? null : undefined);
    yield visit(document, {
      Field: drop,
      Argument: drop,
      InlineFragment: drop,
      FragmentSpread: drop,
      ObjectField: drop,
    });
  }
}

/** Only what is used is declared. */
function tidied(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  const spread = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
    FragmentSpread: ({ name }) => void spread.add(name.value),
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
    FragmentDefinition: ({ name }) => (spread.has(name.value) ? undefined : null),
  });
}

/**
 * The smallest query found that is valid and still shows the fault.
 * @param fault what the query shows; null where it shows none, and for the given query never null
 */
export async function smallest<Fault>(
  query: Query,
  schema: GraphQLSchema,
  fault: (query: Query) => Promise<Fault | null>,
): Promise<Fault | null> {
  let [best, shown]: [Query, Fault | null] = [query, null];
  for (let tried = 0, again = true; again && tried < tries;) {
    again = false;
    for (const candidate of smaller(parse(best.source))) {
      if ((tried += 1) > tries) break;
      const source = print(tidied(candidate));
      try {
        if (validate(schema, parse(source), specifiedRules).length > 0) continue;
        const names = new Set(source.match(/\$\w+/g) ?? []);
        const variables = Object.fromEntries(
          Object.entries(best.variables).filter(([name]) => names.has(`$${name}`)),
        );
        const found = await fault({ source, variables });
        if (found === null) continue;
        [best, shown] = [{ source, variables }, found];
        again = true;
        break;
      } catch {
        // What cannot be judged any more is no smaller example.
      }
    }
  }
  return shown;
}
