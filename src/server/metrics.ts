// `/metrics`: what the process counts.
import { readEnvironment } from '../kernel/config.js';
import { counters } from '../kernel/read/execute.js';
import { openNumbers, type Numbers, type Reading } from '../platform/telemetry/numbers.js';
import { transfers } from './files-http.js';
import type { Platform } from './platform.js';
import { turnsOf } from './turns.js';

/** Takes the platform; returns its numbers, to be closed with the server that tells them. */
export function numbersOf(platform: Platform): Numbers {
  const { engine, pool, replicas } = platform;
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
    [
      'file_uploads_under_way',
      'Files and tables that are being received.',
      () => turnsOf(platform, 'uploads').state.working,
    ],
    ['read_connections', 'Connections for reading.', () => pool.totalCount],
    ['read_connections_waiting', 'Requests that wait for one of them.', () => pool.waitingCount],
    ['write_connections', 'Connections for writing.', () => engine.writePool.totalCount],
    ['write_connections_waiting', 'Writes that wait for one of them.', () => engine.writePool.waitingCount],
    [
      'replicas_fit',
      'Copies of the database that reads may go to.',
      () => replicas?.states().filter(({ fit }) => fit).length ?? 0,
    ],
  ];
  return openNumbers(readings, readEnvironment().traceEndpoint);
}
