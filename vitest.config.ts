import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Worker threads share a process: a socket that one file leaves open would be another file's leak.
    pool: 'forks',
    // Sockets and a Python process are given time on a busy machine; no test waits that long by design.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ['default'],
  },
})
