import { listed } from "./listed.ts";

/** Programming languages and tools whose names mean nothing else. */
export const clearProgrammingNames: readonly string[] = listed(`
  python, javascript, typescript, js, ts, sql, html, css, bash, php, kotlin, c++, c#, csharp, react, django,
  nodejs, node js, pandas, numpy, vuejs, svelte, powershell, perl, haskell, golang, objective c, matlab, postgres,
  postgresql, mysql, sqlite, mongodb, laravel, jquery, tailwind, nextjs, next js, fastapi, matplotlib, pytorch,
  tensorflow, java, lua, pyton, svg, latex, tikz, arduino, vba, google sheets, regex, json, yaml, phyton, pytho,
  delphi, cobol, html canvas, linux terminal, bash script, assembly, dotnet, elixir, terraform, kubernetes, docker
`);

/** Those that are also words: they count behind "in", "with" and the like. */
export const vagueProgrammingNames: readonly string[] = listed(`
  go, c, r, swift, rust, ruby, dart, scala, julia, shell, basic, spark, flask, excel, vue, angular, flutter, unity,
  canvas, terminal, godot, spring, node, rails, pascal, vb
`);
