import type { Workload } from '../../harness/bench/benchPlan.ts'
import type { ChatMessage } from '../../protocol/chat.ts'
import { readFixture } from '../../protocol/fixtures.ts'
import { workloadOf } from './workloadOf.ts'
import type { WorkloadFile } from './workloadSchema.ts'

/** Each is a file of `fixtures/workloads`; docs/bench.md says what is in it. */
export const workloadNames = ['chat', 'long', 'vi', 'en'] as const
export type WorkloadName = (typeof workloadNames)[number]

export function isWorkloadName(name: string): name is WorkloadName {
  return workloadNames.some((one) => one === name)
}

export function builtInWorkload(name: WorkloadName): Workload {
  const { prompts, maxTokens, documents = {} } = readFixture(`workloads/${name}.json`) as WorkloadFile
  return workloadOf(
    name,
    prompts.map(({ messages }) => ({
      messages: messages.map((one) => withDocument(one, documents)),
      maxTokens,
    })),
  )
}

/** A long text that several prompts ask about stands in the file once. */
function withDocument(
  { document, role, content }: WorkloadFile['prompts'][number]['messages'][number],
  documents: NonNullable<WorkloadFile['documents']>,
): ChatMessage {
  return { role, content: document === undefined ? content : `${documents[document]!.join('\n\n')}\n\n${content}` }
}
