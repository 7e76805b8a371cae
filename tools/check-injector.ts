// What a reader of raw sockets sees of every fault: one line each. Exit 1 if anything differs from what is owed.
import { casesOf } from '../test/injector/cases/index.ts'
import { checkInjector } from '../test/injector/check.ts'

process.exitCode = (await checkInjector(casesOf, (line) => console.log(line))) ? 0 : 1
