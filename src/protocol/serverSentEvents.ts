/** One server-sent event carrying JSON (WHATWG HTML, section 9.2): `data: …` and an empty line. */
export function eventBytes(payload: unknown): Uint8Array {
  return textBytes(`data: ${JSON.stringify(payload)}\n\n`)
}

/** OpenAI's end marker of a stream. */
export const doneBytes: Uint8Array = textBytes('data: [DONE]\n\n')

export function textBytes(text: string): Uint8Array {
  return Buffer.from(text)
}
