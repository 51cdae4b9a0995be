// Hard limits of a document, as validation rules: depth, aliases, directives, root fields.
import { GraphQLError, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';
import { limits } from '../../kernel/config.js';
import { codes } from '../../kernel/errors.js';

function exceeded(what: string, limit: number): GraphQLError {
  const message = codes.LIMIT_EXCEEDED.en.replace('{what}', what).replace('{limit}', String(limit));
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', params: { what, limit } } });
}

/** Counts nodes of a kind over the whole document. */
function counted(what: string, limit: number, visit: (count: () => void) => ASTVisitor): ValidationRule {
  return (context: ValidationContext) => {
    let seen = 0;
    return visit(() => {
      seen += 1;
      if (seen === limit + 1) context.reportError(exceeded(what, limit));
    });
  };
}

const aliases = counted('aliases', limits.aliases, (count) => ({
  Field: (node) => {
    if (node.alias) count();
  },
}));

const directives = counted('directives', limits.directives, (count) => ({ Directive: count }));

/** Depth and width with fragments spread: what a fragment hides counts where it is used. */
const selections: ValidationRule = (context) => {
  const depths = new Map<string, number>();
  const depthOf = (
    set: { readonly selections: readonly unknown[] } | undefined,
    seen: ReadonlySet<string>,
  ): number => {
    let deepest = 0;
    for (const selection of (set?.selections ?? []) as readonly import('graphql').SelectionNode[]) {
      if (selection.kind === 'Field') deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, seen));
      else if (selection.kind === 'InlineFragment')
        deepest = Math.max(deepest, depthOf(selection.selectionSet, seen));
      else {
        const name = selection.name.value;
        // A fragment in a circle is another rule's error.
        if (seen.has(name)) continue;
        if (!depths.has(name))
          depths.set(name, depthOf(context.getFragment(name)?.selectionSet, new Set([...seen, name])));
        deepest = Math.max(deepest, depths.get(name)!);
      }
    }
    return deepest;
  };
  const width = (set: import('graphql').SelectionSetNode, seen: ReadonlySet<string>): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === 'Field') return sum + 1;
      if (selection.kind === 'InlineFragment') return sum + width(selection.selectionSet, seen);
      const name = selection.name.value;
      const fragment = context.getFragment(name);
      return fragment && !seen.has(name) ? sum + width(fragment.selectionSet, new Set([...seen, name])) : sum;
    }, 0);
  return {
    OperationDefinition(node) {
      if (width(node.selectionSet, new Set()) > limits.rootFields)
        context.reportError(exceeded('root fields', limits.rootFields));
      if (depthOf(node.selectionSet, new Set()) > limits.depth)
        context.reportError(exceeded('levels', limits.depth));
    },
  };
};

/** Rules that every document must pass beside those of the specification. */
export const documentLimits: readonly ValidationRule[] = [selections, aliases, directives];
