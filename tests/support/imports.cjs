// Settings of dependency-cruiser, which only reads the imports here; the rules are in architecture.ts.
module.exports = {
  options: {
    // TypeScript 7 has no compiler interface; without this line nothing is read, and everything seems to be in order.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', 'src/generated', '^examples/.+/generated'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.cjs'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
