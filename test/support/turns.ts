/** Lets the program's own work go on until the condition holds, or for so many turns of the event loop. */
export async function turnsUntil(holds: () => boolean, most = 1_000): Promise<void> {
  for (let turn = 0; turn < most && !holds(); turn += 1) await new Promise(setImmediate);
}
