const encoder = new TextEncoder()

/** One server-sent event carrying JSON (WHATWG HTML, section 9.2): `data: …` and an empty line. */
export function eventBytes(payload: unknown): Uint8Array {
  return encoder.encode(`data: ${JSON.stringify(payload)}\n\n`)
}

/** OpenAI's end marker of a stream. */
export const doneBytes: Uint8Array = encoder.encode('data: [DONE]\n\n')

export function textBytes(text: string): Uint8Array {
  return encoder.encode(text)
}
