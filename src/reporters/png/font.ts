import { fileURLToPath } from 'node:url'

/** Inter (SIL OFL 1.1): it holds Vietnamese with all its marks, and the signs of currencies. */
export const family = 'Inter'

const folder = new URL('../../../fixtures/fonts/', import.meta.url)

/** A machine without fonts draws no text, and says nothing: whoever draws brings its own. */
export const fontFiles = [
  { path: fileURLToPath(new URL('Inter-Regular.ttf', folder)), weight: 'normal' },
  { path: fileURLToPath(new URL('Inter-Bold.ttf', folder)), weight: 'bold' },
] as const
