import { cast } from "./cast.ts";
import type { CommandLine } from "./command-line.ts";
import type { DemoWorld } from "./demo-world.ts";
import type { Service } from "./service.ts";

interface Scene {
  world: DemoWorld;
  modelvane: CommandLine;
  service: Service;
  /** The host that serves what was chosen before, which is closed at first. */
  host: string;
  tell(text: string): void;
}

const newcomer = cast.newcomer.model;
const mute = cast.mute.model;
const questions = {
  chat: "What does a weathervane do?",
  code: "Write a function that sorts names.",
};

/** At once, so that a model that fails has failed some of them before it is left alone. */
const crowd = 24;
/** So many crowds are more than a trial needs that nobody has reason to complain of. */
const crowds = 5;

/** A host on which one task hangs, which nobody has asked anything yet. */
const nightHost = "scaleway";

/** What the watch has done, as it tells it: what was shown before is not shown again. */
function createNews({ modelvane }: Scene): () => Promise<void> {
  const shown = new Set<string>();
  return async () => {
    const said = await modelvane.read("watch", "--now");
    // Routes, schedule and then, after an empty line, the events, the newest first.
    const events = said.trimEnd().split("\n\n").at(-1)?.split("\n") ?? [];
    const fresh = events.filter(
      (line) => /^\d{4}-\d\d-\d\d /.test(line) && !line.includes("on trial") && !shown.has(line),
    );
    for (const line of fresh) shown.add(line);
    console.log(["…", ...fresh.toReversed()].join("\n"));
  };
}

/** Lets what was chosen fail, a host die unseen, and two models be tried; shows what the watch makes of each. */
export async function showKeptPromises(scene: Scene): Promise<void> {
  const { world, modelvane, service, host, tell } = scene;
  const news = createNews(scene);
  world.reopenHost(host);
  const mend = world.breakOffAnswersOf(newcomer);
  const { asked, answered } = await service.ask("conversational", questions.chat, crowd);
  tell(`A choice is right on the day it is made. ${newcomer} was chosen just now, so it is on probation. And
its answers begin to break off in mid-sentence, though every list goes on calling it live. ${asked} people ask it something;
${answered} get a whole answer, for the next model goes on where it stops. Each minute the service looks what use has told; here
a command does at once (the table of all that is watched is left out):`);
  await news();

  world.closeHost(nightHost);
  tell(`What it had replaced is back, for this task alone. At night ${nightHost} closes, while nobody asks it anything. The
service looks every half hour whether all that is configured is there, and repairs what is not:`);
  await news();

  mend();
  tell(`${newcomer} has been mended. Whether it is worth its place, people shall decide: on trial, it gets
half of the conversations. So does ${mute} for code, which looks good in every list:`);
  await modelvane("trial", "conversational", newcomer, "--share", "50");
  await modelvane("trial", "code-generation", mute, "--share", "50");
  const answers = await askForBoth(service);
  tell(
    `${crowds * crowd} people chat, as many ask for code, and ${answers} get an answer. A trial ends as soon as enough is known:`,
  );
  await news();
}

/** Answers how many were answered. */
async function askForBoth(service: Service): Promise<number> {
  let answers = 0;
  for (let each = 0; each < crowds; each += 1) {
    const both = await Promise.all([
      service.ask("conversational", questions.chat, crowd),
      service.ask("code-generation", questions.code, crowd),
    ]);
    for (const { answered } of both) answers += answered;
  }
  return answers;
}
