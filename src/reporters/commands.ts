import type { RunReport } from '../harness/report.ts'

/** Commands that a reader copies into a shell, from values that may hold anything. */
export function replayCommand(token: string): string {
  return `npx brownout replay ${shellWord(token)}`
}

/** What plays a run again; null where nothing does. */
export function againCommand({ token, again }: Pick<RunReport, 'token' | 'again'>): string | null {
  return again ?? (token === null ? null : replayCommand(token))
}

export function helpCommand(name: string): string {
  return `npx brownout help ${shellWord(name)}`
}

export function shellWord(text: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
