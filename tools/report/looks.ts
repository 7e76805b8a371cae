import type { BrowserContextOptions } from 'playwright-core'

export interface Look {
  readonly name: string
  readonly width: number
  readonly options?: BrowserContextOptions
  readonly media?: 'print'
  /** A policy that the server sends, as Jenkins does; without it the page is opened from a file. */
  readonly policy?: string
  /** Others show the same in other colours, or without scripts: the whole form looks at them, too. */
  readonly isQuick?: true
}

/** Jenkins' default for what builds leave behind (hudson.model.DirectoryBrowserSupport.CSP). */
const jenkins = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';"

/** What is left of A4 in px between Chromium's margins of 1 cm. */
const paperPx = 718

export const looks: readonly Look[] = [
  { name: '1280-light', width: 1280, options: { colorScheme: 'light' }, isQuick: true },
  { name: '1280-dark', width: 1280, options: { colorScheme: 'dark' } },
  { name: '320-light', width: 320, options: { colorScheme: 'light' } },
  { name: '320-dark', width: 320, options: { colorScheme: 'dark' }, isQuick: true },
  { name: 'print', width: paperPx, media: 'print' },
  { name: 'no-scripts', width: 1280, options: { javaScriptEnabled: false } },
  { name: 'no-scripts-320', width: 320, options: { javaScriptEnabled: false } },
  { name: 'no-scripts-print', width: paperPx, media: 'print', options: { javaScriptEnabled: false }, isQuick: true },
  { name: 'jenkins', width: 1280, policy: jenkins, isQuick: true },
]
