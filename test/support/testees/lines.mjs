// What all of these programs share: a line a call on stdin, a line an outcome on stdout.
import { createInterface } from 'node:readline'

export const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** Calls back for each line; the program ends when its input does. */
export function onLine(answer) {
  createInterface({ input: process.stdin }).on('line', (line) => answer(JSON.parse(line)))
}
