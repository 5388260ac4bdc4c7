import { type Dispatcher, Pool } from "undici";
import type { Gateway } from "./gateway-process.ts";
import type { Contestant } from "./measure.ts";

/** Asks a gateway for chat completions, with little work of its own. */
export interface GatewayClient {
  /** Asks so many times, as many at once as there are connections; answers how long that took, in milliseconds. */
  askAll(count: number, options: { stream: boolean }): Promise<number>;
  /** Asks for a stream; answers how long its first word took, in milliseconds. */
  firstWord: Contestant;
  close(): Promise<void>;
}

const messages = [
  { role: "system", content: "You answer in one sentence." },
  { role: "user", content: "What does a weathervane do?" },
];
/** As the stand-in says them. */
const firstWord = "The";
const lastWord = "models.";

/** Reads one answer, and calls back at its first word. @throws Error for what is no answer: a refusal would be quick. */
function readAnswer(settle: PromiseWithResolvers<void>, onFirstWord: () => void): Dispatcher.DispatchHandler {
  let status = 0;
  let text = "";
  return {
    onRequestStart() {},
    onResponseStart(_, code) {
      status = code;
    },
    onResponseData(_, chunk) {
      const isLater = text.includes(firstWord);
      text += chunk.toString("latin1");
      if (!isLater && text.includes(firstWord)) onFirstWord();
    },
    onResponseEnd() {
      if (status === 200 && text.includes(lastWord)) settle.resolve();
      else settle.reject(new Error(`A gateway of the bench answers ${status}: ${text}`));
    },
    onResponseError: (_, error) => settle.reject(error),
  };
}

export function createGatewayClient({ origin, headers, model }: Gateway, connections: number): GatewayClient {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const request = (stream: boolean) => ({
    path: "/v1/chat/completions",
    method: "POST" as const,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ model, messages, stream }),
  });

  /** By the dispatcher itself: undici's `request` builds a stream around each body. */
  function ask(stream: boolean, onFirstWord = () => {}): Promise<void> {
    const settle = Promise.withResolvers<void>();
    pool.dispatch(request(stream), readAnswer(settle, onFirstWord));
    return settle.promise;
  }

  async function askInTurn(count: number, stream: boolean): Promise<void> {
    for (let asked = 0; asked < count; asked += 1) await ask(stream);
  }

  return {
    async askAll(count, { stream }) {
      const began = performance.now();
      await Promise.all(Array.from({ length: connections }, () => askInTurn(Math.ceil(count / connections), stream)));
      return performance.now() - began;
    },
    async firstWord() {
      const began = performance.now();
      let tookMs = Number.NaN;
      await ask(true, () => {
        tookMs = performance.now() - began;
      });
      return tookMs;
    },
    close: () => pool.destroy(),
  };
}
