/**
 * Everything in a report may come from outside: names from a user's scenarios, answers of a model, messages of a
 * broken client. What could steer a terminal, turn a line around (bidi, CVE-2021-42574) or hide is shown instead, and so is what
 * HTML calls no character.
 */
const steering =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\u{e0000}-\u{e007f}\p{NChar}]/gu

/** One line of text that shows what it holds; a line break becomes a sign too. */
export function visible(text: string): string {
  return text.toWellFormed().replace(steering, (character) => {
    const code = character.codePointAt(0)!
    // Unicode has a picture for each old control character: U+2400 and on, DEL at U+2421.
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    // The replacement character that toWellFormed sets is no danger; all else goes by its number.
    return code === 0xfffd ? character : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/**
 * CI servers obey lines of a program's output: GitHub `::error::` at a line's start (spaces before it are skipped) and
 * `##[command]` anywhere, Azure `##vso[`, TeamCity `##teamcity[`. A space takes their force away.
 */
export function inertLine(line: string): string {
  // Colours may stand before the colons, and a CI server may drop them.
  // oxlint-disable-next-line no-control-regex
  return line.replace(/^((?:\s|\u001b\[\d+m)*):(?=:)/, '$1: ').replace(/##(?=\w*\[)/g, '# #')
}
