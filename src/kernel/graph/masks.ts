// Masks that hide nothing from who may see everything are folded away.
import type { Model } from '../../generated/datamodel.js';
import { isEverywhere } from '../caller.js';
import type { Policy } from '../entity.js';
import { all, always, any, type Predicate } from '../predicate.js';

/** The mask with what lifts everywhere taken for always: then neither the statement nor the answer need speak of it. */
export function folded(model: Model, mask: Policy | undefined): Policy | null {
  return mask ? (caller) => foldedIn(model, mask(caller)) : null;
}

function foldedIn(model: Model, p: Predicate): Predicate {
  switch (p.op) {
    case 'within':
      return isEverywhere(p.ranges) && model.columns[p.field]?.required ? always : p;
    case 'and':
      return all(...p.of.map((one) => foldedIn(model, one)));
    case 'or':
      return any(...p.of.map((one) => foldedIn(model, one)));
    default:
      return p;
  }
}
