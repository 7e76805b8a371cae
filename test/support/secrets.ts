import { inspect } from 'node:util'
import { expect, onTestFinished } from 'vitest'

/** A key with what makes keys hard to find: capitals, a slash, a plus, a sign of equality. */
export const key = 'sk-live/Zt8QpW3+nX5kLm9_vB='

/** How a server may write what it repeats. */
export const writings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'as PHP writes JSON': (text) => text.replaceAll('/', '\\/'),
  'escaped letter by letter': (text) =>
    Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'shortened, as OpenAI does': (text) => `${text.slice(0, 8)}${'*'.repeat(12)}${text.slice(-8)}`,
  'cut in two': (text) => `${text.slice(0, 13)} ${text.slice(13)}`,
}

/** Everything that somebody could print, keep or send on of a value. */
export function everythingSeenOf(value: unknown): string {
  const seen = [inspect(value, { depth: null, showHidden: true }), inspect(value), inspect(structuredClone(value))]
  for (let error: unknown = value, depth = 0; error instanceof Error && depth < 10; error = error.cause, depth += 1)
    seen.push(
      error.message,
      error.stack ?? '',
      String(error),
      JSON.stringify(error),
      JSON.stringify(Object.entries(error)),
    )
  return [...seen, JSON.stringify(value)].join('\n')
}

/** No eight characters of a secret in a row, in whatever way they are written. */
export function expectNothingOf(secret: string, seen: string): void {
  const decoded = seen
    .replace(/%(?:25)*([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+u([\da-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+\//g, '/')
  for (const text of [seen.toLowerCase(), decoded.toLowerCase()]) {
    for (let index = 0; index + 8 <= secret.length; index += 1) {
      const piece = secret.slice(index, index + 8).toLowerCase()
      const at = text.indexOf(piece)
      if (at !== -1) expect.fail(`${JSON.stringify(piece)} is shown: …${text.slice(Math.max(0, at - 80), at + 40)}…`)
    }
  }
}

/** Everything that the process is warned of until the test is over. */
export function watchWarnings(): string[] {
  const warnings: string[] = []
  const onWarning = (warning: Error) => void warnings.push(everythingSeenOf(warning))
  process.on('warning', onWarning)
  onTestFinished(() => void process.off('warning', onWarning))
  return warnings
}
