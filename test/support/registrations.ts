import { Composer } from "grammy";

/** One call of a composer's method by the program itself, not by grammY within another one. */
export interface Registration {
  method: string;
  arguments: readonly unknown[];
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Notes every handler that is given to any of grammY's composers from now on, the bot itself among them: what the
 * program could answer to at all.
 */
export function recordRegistrations(): { registrations: Registration[]; end(): void } {
  const registrations: Registration[] = [];
  const prototype: object = Composer.prototype;
  const originals = new Map<string, Method>();
  let depth = 0;

  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original: unknown = Reflect.getOwnPropertyDescriptor(prototype, name)?.value;
    // `middleware` only reads what was registered.
    if (typeof original !== "function" || name === "constructor" || name === "middleware") continue;
    originals.set(name, original as Method);
    const recorded: Method = function (...given) {
      if (depth === 0) registrations.push({ method: name, arguments: given });
      depth += 1;
      try {
        return Reflect.apply(original, this, given);
      } finally {
        depth -= 1;
      }
    };
    Reflect.set(prototype, name, recorded);
  }

  return {
    registrations,
    end() {
      for (const [name, original] of originals) Reflect.set(prototype, name, original);
    },
  };
}
