import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Which connections of a server have requests under way. */
export interface Connections {
  /** Closes every connection without a request now, and each of the others after its answer. */
  drain(): void;
}

/**
 * Follows a server's connections from its start. Node's own `closeIdleConnections` passes over those that have not sent
 * a request yet, and over those whose request was answered before it was read to its end.
 */
export function followConnections(server: Server): Connections {
  const running = new Map<Socket, number>();
  let isDraining = false;

  function count(socket: Socket, change: 1 | -1): void {
    const requests = running.get(socket);
    if (requests === undefined) return;
    running.set(socket, requests + change);
    if (isDraining && requests + change === 0) socket.destroySoon();
  }

  server.on("connection", (socket) => {
    running.set(socket, 0);
    socket.on("close", () => running.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    count(socket, 1);
    response.on("close", () => count(socket, -1));
  });
  return {
    drain() {
      isDraining = true;
      for (const [socket, requests] of running) if (requests === 0) socket.destroySoon();
    },
  };
}
