export { breach, commandLines, whatHappened } from './story.ts'
export { Terminal } from './terminal.ts'
