/** What exploration, and what it found, say. */
export const explore = {
  scenario: {
    requirement: 'Whatever the day brings, every rule holds.',
    source: (target: string) => `Found by brownout explore: ${target} broke a rule on that day.`,
    sourceWithStory: (target: string, story: string) => `Found by brownout explore, where ${target} broke it: ${story}`,
  },
}
