import { styleText } from "node:util";
import type { RunProgress } from "../pipeline/progress.ts";

/** A stream as the command line uses it; a terminal says that it is one, and how wide. */
export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** Text for people: with colours where they can be seen and are wanted, plain elsewhere. */
export interface Styles {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  /** Characters of a line. */
  width: number;
}

const narrowest = 60;
const widest = 140;
const widthWithoutTerminal = 110;

/** https://no-color.org: whatever its value, one that is not empty switches colours off. */
export function isPlain(stream: OutputStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  return !stream.isTTY || Boolean(environment.NO_COLOR);
}

/** A terminal of no width, as some pipes pretend to be, cannot show a line that is drawn again and again. */
export function canAnimate(stream: OutputStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  return !isPlain(stream, environment) && (stream.columns ?? 0) > 0;
}

/** Styles for a stream: without colours where it is `plain`, and as wide as the terminal, within reason. */
export function createStyles(stream: OutputStream, plain: boolean): Styles {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    plain ? text : styleText(format, text, { validateStream: false });
  const columns = stream.columns || widthWithoutTerminal;
  return {
    strong: style("bold"),
    faint: style("dim"),
    good: style("green"),
    bad: style("red"),
    width: Math.min(widest, Math.max(narrowest, columns)),
  };
}

/** Shows that work goes on. */
export interface Progress {
  show(progress: RunProgress): void;
  stop(): void;
}

export const silentProgress: Progress = { show: () => {}, stop: () => {} };

const phaseTexts = { verifying: "Calling models", planning: "Planning", applying: "Applying" };

/** A spinner with the phase and counts, on a terminal. The library is loaded only where it is shown. */
export async function startSpinner(stream: OutputStream, text: string): Promise<Progress> {
  const { default: ora } = await import("ora");
  // Signals stay the program's own: an interrupted update still ends well.
  const spinner = ora({ text, stream: stream as NodeJS.WriteStream, discardStdin: false }).start();
  return {
    show({ phase, models, listingsDone, listings, calls }) {
      const called = calls === 0 ? "" : `, ${calls.toLocaleString("en")} calls made`;
      const seen = `${models.toLocaleString("en")} models seen`;
      spinner.text =
        phase === "discovering"
          ? `Discovering: ${seen}, ${listingsDone} of ${listings} listings read`
          : `${phaseTexts[phase]}: ${seen}${called}`;
    },
    stop: () => void spinner.stop(),
  };
}
