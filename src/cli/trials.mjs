// The commands that try the platform with random work, as data.

/** Commands that try the platform with random work: how each is used, its numbers, and the tests that it runs. */
export const trials = {
  differential: {
    usage: `usage: npm run differential -- [--operations 5000] [--seed 20261122]

Asks the read engine and a naive evaluator random operations, each again and again with other values and by other
callers, and ends at the first answer in which they part. The same seed asks the same.`,
    numbers: { operations: '5000', seed: '20261122' },
    tests: ['--testNamePattern', 'random operations', 'tests/contract/differential.test.ts'],
    env: ({ operations, seed }) => ({
      DIFFERENTIAL_OPERATIONS: operations,
      DIFFERENTIAL_SEED: seed,
      DIFFERENTIAL_PROGRESS: 'on',
    }),
  },
  laws: {
    usage: `usage: npm run laws -- [--documents 20000] [--inputs 100] [--seed 20261122]

Asks random documents as every kind of caller, and sends random inputs of every operation, judges each by every law that
holds for all of them, and tells what breaks one, made as small as it goes. The same seed asks the same. Then an office asks
for everything on every way out, and is told nothing of another.`,
    numbers: { documents: '20000', inputs: '100', seed: '20261122' },
    tests: [
      '--testNamePattern',
      'random documents|random inputs|nothing of another office',
      'tests/contract/laws',
      'tests/contract/tenants-ways',
    ],
    env: ({ documents, inputs, seed }) => ({
      LAWS_DOCUMENTS: documents,
      LAWS_INPUTS: inputs,
      LAWS_SEED: seed,
      LAWS_THOROUGH: 'on',
    }),
  },
  model: {
    usage: `usage: npm run model -- [--runs 500] [--seed 20261122]

Sends random commands to a ledger and to an oracle in memory, forty a run, and compares everything after each. What fails
is made as small as it goes. The same seed sends the same.`,
    numbers: { runs: '500', seed: '20261122' },
    tests: ['tests/domains/ledger-model.test.ts'],
    env: ({ runs, seed }) => ({ MODEL_RUNS: runs, MODEL_SEED: seed }),
  },
};
