// The queries of the read benchmark, in the order in which they are measured: the write last, since it adds rows.
import { q1 } from './q1-node.js';
import { q2 } from './q2-list.js';
import { q3 } from './q3-tree.js';
import { q4 } from './q4-agreements.js';
import { q5 } from './q5-fund.js';
import { q6, q6first } from './q6-page.js';
import { q7 } from './q7-facets.js';
import { q8 } from './q8-donation.js';
import type { Query } from './query.js';

export const queries: readonly Query[] = [q1, q2, q3, q4, q5, q6, q6first, q7, q8];
