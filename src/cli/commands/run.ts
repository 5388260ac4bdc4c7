import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";

/** `run`: works until SIGINT or SIGTERM. */
export function addRunCommand(host: CommandHost): void {
  defineCommand(host, {
    name: "run",
    description: "start the service: updates on schedule, until SIGINT or SIGTERM",
    isService: true,
    async run({ service, signal, tell }) {
      await service({ signal, tell });
      return done({ outcome: "stopped" }, "Stopped.");
    },
  });
}
