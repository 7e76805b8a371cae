import { defineConfig } from 'vitest/config'

/** The tests that the mutants of the judge and of the client's decisions have to face: units, which say what broke. */
export default defineConfig({
  test: {
    include: [
      'src/invariants/**/*.test.ts',
      'src/client/{decide,candidates,failure,giveUp,eligible,beyondBudget,elsewhere,backoff,askedWait,hintedWait,errorTable,classify}*.test.ts',
    ],
    setupFiles: 'tools/mutation/oneSeed.ts',
    // On a busy machine; what hangs for good, Stryker ends.
    testTimeout: 20_000,
    // They touch nothing but their own objects, and starting processes would be most of the time.
    isolate: false,
  },
})
