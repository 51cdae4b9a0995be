// `/oauth/token` and what is known of it under `/.well-known`: OAuth 2.0 for programs (RFC 6749, 7523, 8414, 9068).
import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import type { Payer } from '../kernel/budget.js';
import { anonymous } from '../kernel/caller.js';
import { budgets, tokens } from '../kernel/config.js';
import { newId } from '../kernel/ids.js';
import { businessDomains, platformDomains } from '../platform/access/roles.js';
import { clientOf, scopesFor, TokenRefusal } from '../platform/auth/clients.js';
import { tokenAlgorithm, tokenKeys } from '../platform/auth/token-keys.js';
import { ownIssuer, signToken } from '../platform/auth/tokens.js';
import { log } from '../platform/log.js';
import { atTheDoor, openPaying, waitOf, type Paying } from './paying.js';
import type { Platform } from './platform.js';

const readForm = urlencoded({ extended: false, limit: tokens.requestBytes });

/** The token endpoint, its description and the keys of its tokens. */
export function oauthRoutes(platform: Platform): Router {
  const router = Router();
  router.post('/oauth/token', token(platform));
  router.get('/.well-known/jwks.json', async (_req, res) => {
    const { published } = await tokenKeys();
    res.set('Cache-Control', 'public, max-age=300').json({ keys: published });
  });
  const describe: RequestHandler = (req, res) => void res.json(metadata(issuerOf(req)));
  router.get('/.well-known/oauth-authorization-server', describe);
  router.get('/.well-known/openid-configuration', describe);
  return router;
}

function issuerOf({ socket }: Request): string {
  return ownIssuer(socket.localPort ?? 0);
}

/** What a client needs to know of the issuer, and no more than it has: there are no people here to be redirected. */
function metadata(issuer: string): object {
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'EdDSA', 'RS256', 'PS256'],
    access_token_signing_alg_values_supported: [tokenAlgorithm],
    scopes_supported: [...businessDomains, ...platformDomains].flatMap((domain) =>
      ['read', 'write', 'admin'].map((verb) => `${domain}:${verb}`),
    ),
  };
}

function token(platform: Platform): RequestHandler {
  const { budget } = platform.engine;
  let opened: Promise<Paying> | undefined;
  return async (req, res) => {
    res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache', 'X-Request-Id': newId() });
    let payer: Payer | undefined;
    try {
      // Secrets are not guessed for nothing here either: the address pays for what is refused.
      const paying = await (opened ??= openPaying(platform.pool));
      payer = await atTheDoor(budget, paying, req, anonymous('zh-CN'));
      await parsed(req, res);
      res.json(await grant(platform, req));
    } catch (error) {
      // Answered already: it came too slowly.
      if (res.headersSent) return;
      const wait = waitOf(error);
      if (wait !== undefined) {
        res.status(429).set('Retry-After', String(wait)).json({ error: 'temporarily_unavailable' });
        return;
      }
      if (payer) budget.charge(payer, budgets.refused);
      if (!(error instanceof TokenRefusal)) {
        log.error({ error }, 'a request for a token failed');
        res.status(503).set('Retry-After', '5').json({ error: 'temporarily_unavailable' });
        return;
      }
      const isClient = error.code === 'invalid_client';
      if (isClient) res.set('WWW-Authenticate', 'Basic realm="gongzhi"');
      res.status(isClient ? 401 : 400).json({ error: error.code, error_description: error.message });
    }
  };
}

/** Reads the form. */
async function parsed(req: Request, res: Response): Promise<void> {
  const isForm = req.is('application/x-www-form-urlencoded') !== false;
  const failure = await new Promise<unknown>((resolve) => readForm(req, res, resolve));
  if (failure || !isForm)
    throw new TokenRefusal(
      'invalid_request',
      'Send the parameters as application/x-www-form-urlencoded in the body.',
    );
}

async function grant(platform: Platform, req: Request): Promise<object> {
  const given = (req.body ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  const twice = Object.keys(given).find((name) => typeof given[name] !== 'string');
  if (twice !== undefined) throw new TokenRefusal('invalid_request', `The parameter ${twice} comes once.`);
  // A parameter without a value counts as one that is not there (RFC 6749, 3.2).
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as Record<
    string,
    string
  >;
  const { grant_type: type, scope } = parameters;
  if (type === undefined) throw new TokenRefusal('invalid_request', 'grant_type is missing.');
  const issuer = issuerOf(req);
  const audiences = [issuer, `${issuer}/oauth/token`];
  const client = await clientOf(platform.pool, { header: req.headers.authorization, parameters, audiences });
  if (type !== 'client_credentials')
    throw new TokenRefusal('unsupported_grant_type', 'The grant type here is client_credentials.');
  const scopes = scopesFor(client, scope);
  const { subject, expiresMs } = client.found;
  const { clientId } = client;
  const signed = await signToken({ issuer, clientId, subject, scopes, untilMs: expiresMs });
  return {
    access_token: signed.token,
    token_type: 'Bearer',
    expires_in: signed.seconds,
    scope: scopes.join(' '),
  };
}
