// Hard limits of a document, as validation rules: depth, aliases, directives, root fields, introspection.
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { limits } from '../../kernel/config.js';
import { fault, messageOf } from '../../kernel/errors.js';

/** The error of a limit; its `rule` lets the server say it in the caller's language. */
function limitError(rule: string, limit: number): GraphQLError {
  const broken = fault(rule, [], { limit });
  return new GraphQLError(messageOf(broken, 'en'), {
    extensions: { code: broken.code, rule, params: broken.params },
  });
}

/** Counts nodes over the whole document. */
function counted(rule: string, limit: number, visit: (count: () => void) => ASTVisitor): ValidationRule {
  return (context: ValidationContext) => {
    let seen = 0;
    return visit(() => {
      seen += 1;
      if (seen === limit + 1) context.reportError(limitError(rule, limit));
    });
  };
}

const directives = counted('limit-directives', limits.directives, (count) => ({ Directive: count }));

/** Everything with fragments spread: what a fragment hides counts wherever it is used. */
const selections: ValidationRule = (context) => {
  const measures = new Map<string, Measure>();
  const ofFragment = (name: string): Measure => {
    let measure = measures.get(name);
    if (!measure) {
      // A fragment that spreads itself is another rule's error; it counts as empty here.
      measures.set(name, nothing);
      const fragment = context.getFragment(name);
      measures.set(name, (measure = fragment ? ofSet(fragment.selectionSet) : nothing));
    }
    return measure;
  };
  const ofSelection = (selection: SelectionNode): Measure => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    const inner = selection.selectionSet ? ofSet(selection.selectionSet) : nothing;
    const { depth, size, aliases } = inner;
    return {
      depth: 1 + depth,
      width: 1,
      size: 1 + size,
      aliases: aliases + (selection.alias ? 1 : 0),
      // What is asked for once more under another name is made once more.
      schemas: isSchema(selection) ? 1 + aliases : isType(selection) ? aliases : inner.schemas,
    };
  };
  const ofSet = (set: SelectionSetNode): Measure => {
    const all = set.selections.map(ofSelection);
    const sum = (count: (one: Measure) => number): number =>
      all.reduce((whole, one) => whole + count(one), 0);
    return {
      depth: Math.max(...all.map((one) => one.depth)),
      width: sum((one) => one.width),
      size: sum((one) => one.size),
      aliases: sum((one) => one.aliases),
      schemas: sum((one) => one.schemas),
    };
  };
  return {
    OperationDefinition(node) {
      const { depth, width, size, aliases, schemas } = ofSet(node.selectionSet);
      if (width > limits.rootFields) context.reportError(limitError('limit-root-fields', limits.rootFields));
      if (depth > limits.depth) context.reportError(limitError('limit-depth', limits.depth));
      if (size > limits.selections) context.reportError(limitError('limit-selections', limits.selections));
      if (aliases > limits.aliases) context.reportError(limitError('limit-aliases', limits.aliases));
      if (schemas > limits.introspections)
        context.reportError(limitError('limit-introspections', limits.introspections));
    },
  };
};

interface Measure {
  readonly depth: number;
  /** Fields of the set itself. */
  readonly width: number;
  /** Fields at whatever depth. */
  readonly size: number;
  readonly aliases: number;
  /** How often the schema is asked for. */
  readonly schemas: number;
}

const nothing: Measure = { depth: 0, width: 0, size: 0, aliases: 0, schemas: 0 };

const isSchema = ({ name }: FieldNode): boolean => name.value === '__schema';
const isType = ({ name }: FieldNode): boolean => name.value === '__type';

/**
 * Lets no rule look for names that may have been meant: among thousands of types that takes a twentieth of a second for each
 * wrong name of a document, and clients are not told what the schema has.
 */
function withoutSuggestions(context: ValidationContext): ASTVisitor {
  Object.defineProperty(context, 'hideSuggestions', { value: true });
  return {};
}

/** Rules that every document must pass beside those of the specification. */
export const documentLimits: readonly ValidationRule[] = [selections, directives, withoutSuggestions];
