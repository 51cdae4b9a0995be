// Counts the statements that reach the database, whoever sends them on whatever connection.
import { jest } from '@jest/globals';
import pg from 'pg';

/** How many statements were sent since the count was set back, and the texts that operations were answered with. */
export interface StatementCount {
  value: number;
  readonly texts: string[];
}

/** Begins to count. The process looks by itself, now and then, whether what it remembers was changed; that is left out. */
export function countStatements(): StatementCount {
  const count: StatementCount = { value: 0, texts: [] };
  const { query } = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  jest
    .spyOn(pg.Client.prototype as { query: (...args: unknown[]) => unknown }, 'query')
    .mockImplementation(function (this: unknown, ...args: unknown[]) {
      const [first] = args;
      const text = typeof first === 'string' ? first : (first as { text?: string }).text;
      if (!text?.includes('AS stamp')) count.value += 1;
      const result = query.apply(this, args);
      // The pool's own calls pass a function; those of the engine get a promise.
      if (result instanceof Promise)
        return result.then((answer: { rows?: readonly { data?: unknown }[] }) => {
          const data = answer.rows?.[0]?.data;
          if (typeof data === 'string') count.texts.push(data);
          return answer;
        });
      return result;
    });
  return count;
}
