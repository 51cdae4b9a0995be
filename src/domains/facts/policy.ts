// Who sees documents, figures and mentions: everybody, because they are published.
import type { Policy } from '../../kernel/entity.js';
import { always } from '../../kernel/predicate.js';

/** What was published stays public. */
export const published: Policy = () => always;
