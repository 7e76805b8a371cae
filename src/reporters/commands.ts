/** Commands that a reader copies into a shell, from values that may hold anything. */
export function replayCommand(token: string): string {
  return `npx brownout replay ${shellWord(token)}`
}

export function helpCommand(name: string): string {
  return `npx brownout help ${shellWord(name)}`
}

export function shellWord(text: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
