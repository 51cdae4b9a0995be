// Counts the statements that reach the database, whoever sends them on whatever connection.
import { jest } from '@jest/globals';
import pg from 'pg';

/** How many statements were sent since the count was set back. */
export interface StatementCount {
  value: number;
}

/** Begins to count. The process looks by itself, now and then, whether the division tree was changed; that is left out. */
export function countStatements(): StatementCount {
  const count = { value: 0 };
  const { query } = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  jest
    .spyOn(pg.Client.prototype as { query: (...args: unknown[]) => unknown }, 'query')
    .mockImplementation(function (this: unknown, ...args: unknown[]) {
      const [first] = args;
      const text = typeof first === 'string' ? first : (first as { text?: string }).text;
      if (!text?.includes('AS stamp')) count.value += 1;
      return query.apply(this, args);
    });
  return count;
}
