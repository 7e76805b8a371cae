import { spawn } from 'node:child_process'

const openers: Readonly<Record<string, readonly [program: string, ...before: string[]]>> = {
  darwin: ['open'],
  // `start` is a word of the shell, whose first quoted argument is a title.
  win32: ['cmd', '/c', 'start', ''],
}

/** Asks the system to open an address; false where it has nothing to do so. The address is ours: it needs no quotes. */
export function openInBrowser(url: string): Promise<boolean> {
  const [program, ...before] = openers[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const opener = spawn(program, [...before, url], { stdio: 'ignore', detached: true })
    opener.once('error', () => resolve(false))
    opener.once('spawn', () => {
      opener.unref()
      resolve(true)
    })
  })
}
