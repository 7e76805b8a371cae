import { defineConfig } from './src/index.ts'

/** brownout's own rehearsals. In your project the import reads `from 'brownout'`, and `targets` holds your clients. */
export default defineConfig({
  seed: 7,
  reporters: ['json', 'junit', 'html', 'png', 'trace'],
  out: 'reports',
})
