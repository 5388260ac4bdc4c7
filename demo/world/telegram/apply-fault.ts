import type { ServerResponse } from "node:http";
import type { TelegramFault } from "./fault.ts";

/** What Telegram usually says with a code. */
const descriptions: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  404: "Not Found",
  409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

/** Answers a call as the fault wants it, or leaves it without an answer. */
export function applyFault(fault: TelegramFault, response: ServerResponse): void {
  switch (fault.kind) {
    case "hang":
      return;
    case "drop":
      response.socket?.resetAndDestroy();
      return;
    case "not-json":
      response.writeHead(502, { "content-type": "text/html" });
      response.end("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>");
      return;
    case "status":
      writeStatus(fault, response);
  }
}

function writeStatus(fault: Extract<TelegramFault, { kind: "status" }>, response: ServerResponse): void {
  const { error_code: code, retry_after: wait } = fault;
  const usual = code === 429 ? `Too Many Requests: retry after ${wait ?? 1}` : (descriptions[code] ?? "Error");
  const body = {
    ok: false,
    error_code: code,
    description: fault.description ?? usual,
    ...(wait !== undefined && { parameters: { retry_after: wait } }),
  };
  response.writeHead(code, {
    "content-type": "application/json",
    ...(wait !== undefined && { "retry-after": String(wait) }),
  });
  response.end(JSON.stringify(body));
}
