/** Narrow enough for a phone: wider ones may be shown in another way. */
const table = `| Part | What it does | Moves? |
|:-----|:-------------|:------:|
| **Vane** | catches the wind | yes |
| **Tip** | shows *where from* | yes |
| **Rod** | carries both | no |
| \`N E S W\` | name the sides | no |`;

const typeScript = `\`\`\`typescript
const sides = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"] as const;

/** The side from which the wind blows. */
export function sideOf(degrees: number): (typeof sides)[number] {
  if (degrees < 0 || degrees >= 360) throw new RangeError(\`\${degrees} is no direction & no <wind>.\`);
  return sides[Math.round(degrees / 45) % sides.length] ?? "north";
}
\`\`\``;

const python = `\`\`\`python
SIDES = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"]

def side_of(degrees: float) -> str:
    """The side from which the wind blows."""
    return SIDES[round(degrees / 45) % len(SIDES)]
\`\`\``;

const list = `1. Stand where you see it against the sky.
2. Wait until it is still:
   - a quick turn is a **gust**,
   - a slow one is the wind itself.
3. Read the letter at the tip:
   - \`N\`: it will be cold,
     - colder still in winter;
   - \`S\`: it will be warm.`;

const quote = "> The wind blows where it wants to;\n> a weathervane only says so.";

interface Part {
  asked: RegExp;
  write(question: string): string;
}

/** What a question can ask for by a word, in English or Portuguese. */
const parts: readonly Part[] = [
  { asked: /\b(?:table|tabela)/i, write: () => `## Its parts\n\n${table}` },
  {
    asked: /\bcode\b|c[óo]digo/i,
    write: (question) => `## The same in code\n\n${/\bpython\b/i.test(question) ? python : typeScript}`,
  },
  { asked: /\b(?:list|lista)/i, write: () => `## How to read it\n\n${list}` },
];

/** Words that ask for all of them. */
const everything = /\bmarkdown\b/i;

/**
 * An answer in Markdown with what the question asks for: a table, code or a list, or all of them; null where it asks for
 * none. With them come bold words, code in a line, a link and a quote.
 */
export function markdownFor(model: string, question: string): string | null {
  const wanted = parts.filter(({ asked }) => asked.test(question) || everything.test(question));
  if (wanted.length === 0) return null;
  return [
    `This is the demo's stand-in for \`${model}\`, and **no real model**. Whatever you ask, it tells of *weathervanes*:`,
    ...wanted.map(({ write }) => write(question)),
    quote,
    "More of it stands in [an encyclopedia](https://en.wikipedia.org/wiki/Weather_vane).",
  ].join("\n\n");
}
