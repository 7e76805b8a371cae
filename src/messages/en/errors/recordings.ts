import type { ProblemText } from './problemText.ts'

const again = 'Record it again with brownout record, or mend that line by hand.'

/** What may be wrong with a recording that is to be read. */
export const recordings = {
  missing: (file: string): ProblemText => ({
    what: 'There is no such recording.',
    where: file,
    mend: 'Give the path of a file that brownout record wrote.',
  }),
  notAFile: (file: string): ProblemText => ({
    what: 'A recording is a file, and this is none.',
    where: file,
    mend: 'Give the path of a file that brownout record wrote.',
  }),
  unreadable: (file: string, code: string): ProblemText => ({
    what: `The recording cannot be read: the system said ${code}.`,
    where: file,
    mend: 'Allow it there, or give a copy of the file.',
  }),
  tooLarge: (file: string, bytes: number, most: number): ProblemText => ({
    what: `The recording has ${bytes} bytes; at most ${most} are read.`,
    where: file,
    mend: 'Record fewer exchanges (--max-exchanges), or split the file: each part begins with the first line.',
  }),
  tooMany: (file: string, most: number): ProblemText => ({
    what: `The recording has more than ${most} exchanges.`,
    where: file,
    mend: 'Split the file: each part begins with the first line.',
  }),
  noRecording: (file: string, found: string): ProblemText => ({
    what: `The first line does not begin a recording: ${found}.`,
    where: `${file}:1`,
    mend: 'The first line says {"schema":"brownout/recording/1", …}; give the path of a file that brownout record wrote.',
  }),
  otherFormat: (file: string, found: string, known: string): ProblemText => ({
    what: `The recording has the format ${found}; this brownout reads ${known}.`,
    where: `${file}:1`,
    mend: 'Read it with the brownout that wrote it, or record it again.',
  }),
  empty: (file: string): ProblemText => ({
    what: 'The recording holds no exchange.',
    where: file,
    mend: 'Point a client at brownout record, and let it ask something.',
  }),
  notJson: (file: string, line: number, message: string): ProblemText => ({
    what: `The line is not JSON: ${message}`,
    where: `${file}:${line}`,
    mend: again,
  }),
  wrong: (file: string, line: number, path: string, expected: string, found: string): ProblemText => ({
    what: `${path} is ${found}, expected ${expected}.`,
    where: `${file}:${line}`,
    mend: again,
  }),
  unknownField: (file: string, line: number, path: string): ProblemText => ({
    what: `There is no field ${path}.`,
    where: `${file}:${line}`,
    mend: again,
  }),
  outOfOrder: (file: string, line: number, path: string): ProblemText => ({
    what: `${path} is earlier than what comes before it.`,
    where: `${file}:${line}`,
    mend: 'Times are ms since the request had gone out, and never go back.',
  }),
  bodyWithoutHead: (file: string, line: number): ProblemText => ({
    what: 'chunks are there, but response is null: a body needs a head.',
    where: `${file}:${line}`,
    mend: again,
  }),
  notComplete: (file: string, line: number): ProblemText => ({
    what: 'ended.how is "complete", but response is null: nothing was answered.',
    where: `${file}:${line}`,
    mend: again,
  }),

  /** Of a script that names a recording. */
  fileOrExchanges: (name: string, place: string): ProblemText => ({
    what: `${name} plays a recording: it needs either file or exchanges.`,
    where: place,
    mend: 'For example { "type": "playback", "file": "recordings/day.ndjson" }',
  }),
  noFolder: (name: string, place: string): ProblemText => ({
    what: `${name} names a file, but this script lies in no folder.`,
    where: place,
    mend: 'Give the recording itself: "exchanges": […]; or give the script as a file.',
  }),
  noPath: (name: string, place: string, file: string): ProblemText => ({
    what: `${name} is ${JSON.stringify(file)}: a script names a recording by its path below the script's own folder.`,
    where: place,
    mend: 'For example "recordings/day.ndjson": no .., no / at the start, no drive, no backslash.',
  }),
  linkedOutside: (name: string, place: string, file: string): ProblemText => ({
    what: `${name} is ${JSON.stringify(file)}, which leads out of the script's folder.`,
    where: place,
    mend: 'Copy the recording beside the script.',
  }),
}
