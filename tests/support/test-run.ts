// Carries what the run's set-up knows to the workers, which inherit its environment.

/** Names of the template databases; the seeded one may be missing, and then says why. */
export interface Templates {
  readonly empty: string;
  readonly seeded: string | { readonly fault: string };
}

interface TestServer {
  /** With the application's login. */
  readonly serverUrl: string;
  /** With the login that makes databases and owns their tables. */
  readonly adminUrl: string;
  readonly run: string;
  readonly templates: Templates;
}

const VARIABLE = 'GONGZHI_TEST_SERVER';

/** Tells the workers, which inherit the environment, where the server is. */
export const publish = (server: TestServer): void => {
  process.env[VARIABLE] = JSON.stringify(server);
};

/** Returns the test run's server. Throws where the run was not set up. */
export const testServer = (): TestServer => {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('start the tests by `npm test`, which starts their database');
  return JSON.parse(text) as TestServer;
};
