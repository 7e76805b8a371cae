import { quoted, type ProblemText } from './problemText.ts'

/** What the machine refuses: its disk, its folders, its files. */
export const environment = {
  doing: {
    makeFolder: 'make the folder for the results',
    write: 'write the results',
    read: 'read the price map',
    readRun: 'read the run',
    readBaseline: 'read the baseline',
    readScript: 'read the script',
    readWorkload: 'read the prompts',
    readCounterexamples: 'read the counterexamples',
    saveCounterexample: 'write the counterexample',
    writeCertificate: 'write the certificate that clients are to trust',
    writePrices: 'write the price table',
    record: 'write the recording',
  },
  reasons: {
    notAFolder: 'a file stands where a folder is needed',
    notAllowed: 'writing there is not allowed',
    full: 'the disk is full',
    tooLarge: 'no file may grow so large here (ulimit -f)',
    missing: 'there is no such folder',
    other: (code: string) => `the system said ${code}`,
  },
  mends: {
    makeFolder: 'Make room or allow it there, or choose another folder: --out DIR',
    write: 'Make room or allow it there, or choose another folder: --out DIR',
    read: 'Allow it there, or give a copy of the file.',
    readRun: 'Allow it there, or give a copy of the folder.',
    readBaseline: 'Allow it there, or give a copy of the file.',
    readScript: 'Allow it there, or give a copy of the file.',
    readWorkload: 'Allow it there, or give a copy of the file.',
    readCounterexamples: 'Allow it there, or name another folder in the config: counterexamples',
    saveCounterexample: 'Make room or allow it there, or name another folder in the config: counterexamples',
    writeCertificate: 'Make room or allow it there, or choose another temporary folder: TMPDIR=DIR',
    writePrices: 'Make room or allow it there, or choose another file: --out FILE',
    record: 'Make room or allow it there, or choose another file: --out FILE',
  },
  cannot: (doing: string, path: string, reason: string, mend: string): ProblemText => ({
    what: `Cannot ${doing}: ${reason}.`,
    where: path,
    mend,
  }),
  outside: (reporter: string, file: string): ProblemText => ({
    what: `The reporter ${quoted(reporter)} wants to write outside the folder of its run.`,
    where: file,
    mend: "An artifact's file is a bare name, without a folder.",
  }),
}
