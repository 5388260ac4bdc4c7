/** The scripts of this folder that tests run in processes of their own. */
export const childScripts = [
  "commit-and-die",
  "commit-in-a-loop",
  "count-up",
  "hold-lock",
  "read-stats",
  "record-usage",
  "run-and-die",
  "serve-and-die",
] as const;

export type ChildScript = (typeof childScripts)[number];
