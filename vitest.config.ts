import { defineConfig } from 'vitest/config'

/** Layers whose tests touch nothing but their own objects: they share processes, or starting those is most of the time. */
const units = [
  'src/{runtime,messages,protocol,load,history,client,faults,invariants,bench,scenarios,reporters}/**/*.test.ts',
  'src/{upstream,harness}/*.test.ts',
]

export default defineConfig({
  test: {
    // Worker threads share a process: a socket that one file leaves open would be another file's leak.
    pool: 'forks',
    // Without this one core is left idle: much of what is tested waits for sockets and processes.
    maxWorkers: '100%',
    // Sockets and a Python process are given time on a busy machine; no test waits that long by design.
    testTimeout: 60_000,
    setupFiles: ['test/support/setUp.ts'],
    hookTimeout: 60_000,
    reporters:
      process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    projects: [
      { extends: true, test: { name: 'units', include: units, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: units } },
    ],
  },
})
