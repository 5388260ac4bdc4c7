import type { OllamaModel } from "./model.ts";

/** What a real server gives a model on a small machine where nobody says otherwise, in tokens. */
const usualContext = 4_096;

/** The models in memory, with the context in tokens that each was loaded with. */
export interface Memory {
  list(): ReadonlyMap<string, number>;
  /** Loads the model, anew where it wants another context; unloads it where `keepAlive` is 0. */
  use(model: OllamaModel, options: { context: number | null; keepAlive: unknown }): void;
  unload(name: string): void;
}

export function createMemory(): Memory {
  const loaded = new Map<string, number>();
  return {
    list: () => loaded,
    use(model, { context, keepAlive }) {
      if (keepAlive === 0 || keepAlive === "0") {
        loaded.delete(model.name);
        return;
      }
      const wanted = context ?? ownContext(model);
      loaded.set(model.name, Math.min(wanted, model.contextLength ?? wanted));
    },
    unload: (name) => void loaded.delete(name),
  };
}

function ownContext({ parameters }: OllamaModel): number {
  return Number(/^num_ctx\s+(\d+)/m.exec(parameters ?? "")?.[1] ?? usualContext);
}
