/** What went wrong in as few words as there are: the system's code, or the first line of what was said. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' && code !== '' ? code : error.message.split('\n')[0]!
}
