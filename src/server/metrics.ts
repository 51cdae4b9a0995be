// `/metrics`: what the process counts, in the text format of Prometheus.
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { counters } from '../kernel/read/execute.js';
import { transfers } from './files-http.js';
import type { Platform } from './platform.js';

/** A number that is read when somebody asks; what only ever grows has a name that ends in `_total`. */
type Reading = readonly [name: string, help: string, read: () => number];

/** Answers with the counters of the process. */
export function metrics({ engine, pool }: Platform): RequestHandler {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const cache = (name: keyof typeof engine.statements.counters) => () => engine.statements.counters[name];
  const readings: readonly Reading[] = [
    ['statement_cache_hits_total', 'Operations whose statement was compiled before.', cache('hits')],
    ['statement_cache_misses_total', 'Operations whose statement was compiled for them.', cache('misses')],
    [
      'statement_cache_evictions_total',
      'Statements that made room for others of the same app.',
      cache('evictions'),
    ],
    ['statement_cache_entries', 'Compiled statements that are kept.', cache('entries')],
    ['statement_cache_characters', 'Characters of SQL that are kept.', cache('characters')],
    ['prepared_statements_total', 'Statements prepared by name on a connection.', () => counters.named],
    [
      'connections_replaced_total',
      'Connections replaced because they had prepared too much.',
      () => counters.replaced,
    ],
    ['file_uploads_total', 'Evidence files that were received.', () => transfers.uploads],
    ['file_downloads_total', 'Evidence files that were given out.', () => transfers.downloads],
    ['file_uploads_under_way', 'Evidence files that are being received.', () => transfers.underWay],
    ['read_connections', 'Connections for reading.', () => pool.totalCount],
    ['read_connections_waiting', 'Requests that wait for one of them.', () => pool.waitingCount],
  ];
  for (const [name, help, read] of readings)
    registry.registerMetric(
      new Gauge({
        name: `gongzhi_${name}`,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  return async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  };
}
