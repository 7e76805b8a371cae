import { visible } from './harmless.ts'

/** Text for an attribute, on one line. */
export function attribute(text: string): string {
  return escape(visible(text))
}

/** `>` too, so that no `]]>` is left. XML 1.0 has no way to write a control character: `visible` has shown them. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
