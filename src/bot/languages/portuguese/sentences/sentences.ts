import { evidenceRules, reasonRules } from "./facts.ts";
import { faultRules } from "./faults.ts";
import { planRules } from "./plans.ts";
import { translate } from "./rule.ts";

const rules = [...reasonRules, ...faultRules, ...planRules, ...evidenceRules];

/**
 * A sentence of the program's own in Portuguese: reasons, the facts behind scores, and faults of servers. What is not
 * among them stays as it is, because an exact sentence in English helps more than a vague one.
 */
export function sentence(text: string): string {
  return translate(text, rules) ?? text;
}
