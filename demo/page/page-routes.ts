import type { IncomingMessage, ServerResponse } from "node:http";
import type { Telegram } from "../world/telegram/telegram.ts";
import { createActions } from "./actions.ts";
import { answerContent, answerJson, RefusedError, readJson, refuseForeign } from "./answers.ts";
import type { Happenings } from "./happenings.ts";
import { sendMessageFile } from "./sent-files.ts";
import { readStaticFiles } from "./static-files.ts";
import { sendUpload } from "./upload.ts";

interface RoutesOptions {
  telegram: Telegram;
  happenings: Happenings;
  /** Takes the response as one more page to be told of everything. */
  join(response: ServerResponse): void;
  /** A happening has changed its state. */
  onHappening(): void;
}

/** Handles every request that is not one of the Bot API. Faults of the reader are answered with `{ error }`. */
export function createPageRoutes(options: RoutesOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const { telegram } = options;
  const files = readStaticFiles();
  const jsonActions = createActions(options);

  /** What a POST to the address does; undefined where it takes none. */
  function actionAt(pathname: string, request: IncomingMessage): (() => Promise<unknown>) | undefined {
    if (pathname === "/actions/send-file") return () => sendUpload(telegram, request);
    const action = jsonActions.get(pathname);
    return action && (async () => action(await readJson(request)));
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseForeign(request);
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const act = actionAt(pathname, request);
    if (act) {
      if (request.method !== "POST") throw new RefusedError(405, "This address takes POST only.");
      return answerJson(response, await act());
    }
    if (request.method !== "GET") throw new RefusedError(405, "This address takes GET only.");
    if (pathname === "/events") return options.join(response);
    const file = files.get(pathname);
    if (file) return answerContent(response, file);
    if (!sendMessageFile(telegram, request, response)) throw new RefusedError(404, "There is no such page.");
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const status = error instanceof RefusedError ? error.status : 409;
      answerJson(response, { error: error instanceof Error ? error.message : String(error) }, status);
    });
  };
}
