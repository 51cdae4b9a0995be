// Addresses of receivers: which may be spoken to, and the one connection that is made, so that no name leads inside.
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { readEnvironment, webhooks, type Environment } from '../../kernel/config.js';
import { fault, type Fault } from '../../kernel/errors.js';
import { webhookRules } from './rules.js';

/** Networks that receivers may lie in although the public does not reach them. */
type Networks = Environment['webhookNetworks'];

/** Where a request goes: the address that was judged, whatever the name says later. */
export interface Place {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/** Rule that an address breaks. */
type Broken = (typeof webhookRules)[keyof typeof webhookRules];

/** The platform does not speak to the address. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly rule: Broken;
  constructor(rule: Broken) {
    super(rule);
    this.rule = rule;
  }
}

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** What decides beside the address itself. */
export interface Judging {
  /** Whether the public is spoken to without encryption: invented receivers of invented data are. */
  readonly plain: boolean;
  readonly networks?: Networks;
  readonly resolve?: Resolve;
}

/** Addresses of the public by their ranges, behind which clouds keep what is their own. */
const inside: Networks = [ipaddr.parseCIDR('168.63.129.16/32')];
/** All of IPv6 that is given to anybody; ranges that carry an address of IPv4 lie elsewhere or are known by name. */
const given = ipaddr.parseCIDR('2000::/3');

/** What is wrong with an address as it is written, before its name is looked up; null where nothing is. */
function faultOfAddress(text: string): Broken | null {
  if (!URL.canParse(text)) return webhookRules['webhook-address-is-an-address'];
  const { protocol, hostname, username, password } = new URL(text);
  if (!['https:', 'http:'].includes(protocol) || hostname === '')
    return webhookRules['webhook-address-is-an-address'];
  if (username !== '' || password !== '') return webhookRules['webhook-address-without-credentials'];
  return null;
}

/**
 * Looks up a receiver's name, once, and judges where it leads.
 *
 * Takes the address and what decides beside it; returns the place to connect to. Throws AddressRefused where one of the
 * addresses behind the name is not the public's nor in a network that the environment names: a name with both is how
 * one is led inside.
 */
export async function placeOf(
  text: string,
  { plain, networks = readEnvironment().webhookNetworks, resolve = resolveName }: Judging,
): Promise<Place> {
  const fault = faultOfAddress(text);
  if (fault) throw new AddressRefused(fault);
  const url = new URL(text);
  const addresses = await found(url.hostname, resolve);
  const named = addresses.every((address) => isIn(networks, address));
  if (!named && !addresses.every(isPublic))
    throw new AddressRefused(webhookRules['webhook-address-is-public']);
  if (url.protocol === 'http:' && !plain && !named)
    throw new AddressRefused(webhookRules['webhook-address-is-encrypted']);
  if (!named && !isOpenPort(url)) throw new AddressRefused(webhookRules['webhook-port-is-usual']);
  const [address] = addresses;
  return { url, address: address!, family: ipaddr.parse(address!).kind() === 'ipv4' ? 4 : 6 };
}

/** What is wrong with an address for an input that names it. */
export async function addressFaults(text: string, judging: Judging): Promise<readonly Fault[]> {
  try {
    await placeOf(text, judging);
    return [];
  } catch (error) {
    if (error instanceof AddressRefused) return [fault(error.rule, ['url'])];
    throw error;
  }
}

/** Whether the public reaches the address, and nobody else does by it: every other form is refused. */
function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (isIn(inside, address) || parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(given);
}

function isIn(networks: Networks, address: string): boolean {
  const parsed = ipaddr.parse(address);
  return networks.some((network) => network[0].kind() === parsed.kind() && parsed.match(network));
}

function isOpenPort({ protocol, port }: URL): boolean {
  const ports: readonly number[] = webhooks.ports[protocol as keyof typeof webhooks.ports];
  return port === '' || ports.includes(Number(port));
}

async function found(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  // URL has made any way of writing an address of IPv4 the one with four numbers.
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(literal)) return [literal];
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length === 0) throw new AddressRefused(webhookRules['webhook-address-is-found']);
  return addresses;
}

async function resolveName(host: string): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${host} was not found in time.`)), webhooks.lookupMs);
  });
  try {
    return (await Promise.race([lookup(host, { all: true }), late])).map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
}
