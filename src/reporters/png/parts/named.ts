import { visible } from '../../harmless.ts'

const mostCharacters = 36

/** A model's name as it fits into a legend; it comes from outside. The font of charts has no pictures of control characters. */
export function named(name: string): string {
  const shown = visible(name).replace(/[\u2400-\u2421]/g, (picture) => `<${numberOf(picture)}>`)
  // By characters: half of one is none.
  const characters = Array.from(shown)
  return characters.length <= mostCharacters ? shown : `${characters.slice(0, mostCharacters - 1).join('')}…`
}

function numberOf(picture: string): string {
  const code = picture === '\u2421' ? 0x7f : picture.charCodeAt(0) - 0x2400
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
