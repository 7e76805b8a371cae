export * as reporters from './catalogue.ts'
export { createConsoleReporter, type ConsoleReporter, type ConsoleOptions } from './console.ts'
