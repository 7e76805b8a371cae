import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // A machine that was too busy proves nothing, and is asked again. What is broken stays red at once.
    retry: { count: 3, delay: 1_000, condition: /proves nothing/ },
  },
})
