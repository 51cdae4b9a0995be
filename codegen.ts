// Generates the typed operations of examples/ from the schema that partners see.
import type { CodegenConfig } from '@graphql-codegen/cli';

const examples = ['first-steps', 'partner-finder', 'report-revenue', 'revenue-job'];

const config: CodegenConfig = {
  schema: 'schema/partner.graphql',
  generates: Object.fromEntries(
    examples.map((name) => [
      `examples/${name}/generated/`,
      {
        documents: `examples/${name}/*.graphql`,
        preset: 'client',
        presetConfig: { fragmentMasking: false, skipIndexFile: true },
        config: {
          // Every scalar of the graph travels as text, so that none loses a digit.
          scalars: { BigInt: 'string', Date: 'string', DateTime: 'string', Decimal: 'string' },
          defaultScalarType: 'string',
          enumType: 'string-literal',
          useTypeImports: true,
          immutableTypes: true,
          emitLegacyCommonJSImports: false,
        },
      },
    ]),
  ),
};

export default config;
