import { messages } from '../../messages/index.ts'

const words = messages.outputs

/** GitHub refuses a step's summary above 1 MiB as a whole. */
export const summaryLimitBytes = 1024 * 1024

/** Markdown within `mostBytes` of UTF-8: whole lines, and how many of them were left out. '' where not even that fits. */
export function jobSummary(markdown: string, mostBytes: number): string {
  if (Buffer.byteLength(markdown) <= mostBytes) return markdown
  const lines = markdown.split('\n').slice(0, -1)
  const remark = (left: number) => `\n\n${words.leftOut(left)}\n`
  const room = mostBytes - Buffer.byteLength(remark(lines.length))
  let [kept, bytes] = [0, 0]
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1
    if (bytes > room) break
    kept += 1
  }
  return room < 0 ? '' : `${lines.slice(0, kept).join('\n')}${remark(lines.length - kept)}`
}
