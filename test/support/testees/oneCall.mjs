// Speaks no protocol: one call, as often as its first argument says, and an exit code.
const [tries, ending = 'exit'] = process.argv.slice(2)
for (let attempt = 0; attempt < Number(tries); attempt += 1) {
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: process.env.BROWNOUT_MODEL, messages: [{ role: 'user', content: 'hello' }] }),
  })
  const body = await response.json()
  if (!response.ok) continue
  console.log(body.choices[0].message.content)
  process.exit(0)
}
if (ending === 'hang') setInterval(() => {}, 1_000)
else process.exit(1)
