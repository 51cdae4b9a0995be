// Who pays for a request: the app at its office, or the address where there is no credential.
import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Pool } from 'pg';
import type { Payer } from '../../kernel/budget.js';
import type { Caller } from '../../kernel/caller.js';
import { budgets } from '../../kernel/config.js';
import { agreementOf } from './queries.js';

const perSecond = (perMinute: number): Pick<Payer, 'limit' | 'restoreRate'> => ({
  limit: perMinute,
  restoreRate: perMinute / 60,
});

/**
 * Who pays, whatever asks in the name of the caller: its app at the office that gave the credential, by what was agreed there, or the
 * address that it calls from, which is worked out only then; jobs have none.
 */
export async function payerFor(pool: Pool, caller: Caller, address: () => string = () => ''): Promise<Payer> {
  const { app, tenant } = caller;
  if (app === null) return { tenant: 0, key: address(), ...perSecond(budgets.addressPerMinute) };
  const { costPerMinute } = await agreementOf(pool, caller);
  return { tenant: tenant ?? 0, key: app, ...perSecond(costPerMinute ?? budgets.appPerMinute) };
}

/**
 * The address that a request comes from, as it is counted: behind as many proxies as are trusted, each of which adds the
 * address that called it to X-Forwarded-For; of IPv6 the network, because a household has 2^64 addresses.
 *
 * Takes the secret under which it is kept, so that the database knows nobody's address.
 */
export function addressOf(req: IncomingMessage, trustedProxies: number, secret: string): string {
  const said = (req.headers['x-forwarded-for'] ?? '').toString().split(',');
  const hops = trustedProxies === 0 ? [] : said.slice(-trustedProxies);
  const nearest = req.socket.remoteAddress ?? '';
  return createHmac('sha256', secret)
    .update(
      `address ${networkOf(hops.length < trustedProxies ? nearest : (hops[0]?.trim() ?? nearest), nearest)}`,
    )
    .digest('base64url');
}

/** An IPv4 address, or the /64 of an IPv6 address; where it is none, that of the connection. */
function networkOf(text: string, nearest: string): string {
  if (!ipaddr.isValid(text)) return nearest;
  const address = ipaddr.process(text);
  return address.kind() === 'ipv4'
    ? address.toString()
    : (address as ipaddr.IPv6).parts.slice(0, 4).join(':');
}
