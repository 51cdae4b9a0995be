// The abuser of `bench abuse`, a process of its own: every case so many times, evenly over a time, and what came of them.
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../src/kernel/config.js';
import { abuses } from '../support/abuses.js';
import type { Abuse, Abused } from '../support/abusing.js';

/** How much longer than the server is patient those wait that take nothing; most of them outlive the measurement. */
const longer = 1.1;

const [port, key, otherKey, times, seconds] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
/** What the server does is not seen from here: it has a head soon, and gives up in time who takes nothing. */
const at: Abused = {
  port: Number(port),
  key,
  otherKey,
  waitMs: limits.idleMs * longer,
  reached: () => pause(50),
  ended: (_, by) => (by === 'client' ? Promise.resolve() : pause(limits.idleMs * longer)),
};
const cases = Array.from({ length: Number(times) }, () => abuses).flat();
const told = new Map<Abuse, string[]>();
const tries = cases.map(async (one, i) => {
  await pause((i * Number(seconds) * 1_000) / cases.length);
  const came = await one.by(at);
  told.set(one, [...(told.get(one) ?? []), came]);
});
await Promise.race([Promise.all(tries), pause(Number(seconds) * 1_000 + 2 * limits.requestTimeoutMs)]);
// Those that wait for the server's patience may have to wait longer than this.
const otherwise = abuses.flatMap((one) => {
  const came = told.get(one) ?? [];
  const missing = one.waits ? 0 : Number(times) - came.length;
  const wrong = came.filter((outcome) => outcome !== one.outcome);
  return [...wrong, ...Array.from({ length: missing }, () => 'never ended')].map(
    (outcome) => `${one.name}: ${outcome}`,
  );
});
console.log(JSON.stringify({ cases: abuses.length, otherwise }));
process.exit(0);
