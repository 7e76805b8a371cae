import { readFileSync } from 'node:fs'

/** Reads a JSON file of `fixtures/`, which lies beside `src/` in the repository and beside `dist/` when installed. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFixtureText(name))
}

export function readFixtureText(name: string): string {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
}
