// Mutants of the judge and of the client's decisions: `npm run mutation`. What survives is a hole in the tests.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', `${import.meta.dirname}/wordsAreNoBehaviour.mjs`],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  mutate: [
    'src/invariants/**/*.ts',
    'src/client/{decide,candidates,giveUp,probedCircuit,callState,failure,eligible,backoff,askedWait,hintedWait,errorTable}.ts',
    '!**/*.test.ts',
  ],
  ignorers: ['words'],
  // No file of that name: Stryker would rewrite a tsconfig with the API of TypeScript, which version 7 has not.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { logTests: false, reportTests: false },
  incrementalFile: 'reports/mutation-incremental.json',
  tempDirName: '.stryker-tmp',
}
