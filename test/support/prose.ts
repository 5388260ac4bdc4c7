import { relative, resolve } from "node:path";
import type { Expression, Node } from "typescript/unstable/ast";
import {
  isCallExpression,
  isExportDeclaration,
  isImportDeclaration,
  isLiteralTypeNode,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isStringLiteral,
  isTemplateExpression,
} from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

const root = resolve(import.meta.dirname, "..", "..");

/** Stands for whatever a template literal puts in. */
export const hole = "\u25a1";

/** Words in the source of the program, as a string or a template literal has them. */
export interface Prose {
  /** Relative to the repository. */
  file: string;
  line: number;
  /** With a `hole` for each value that is put in. */
  text: string;
}

function textOf(node: Node): string | null {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join("");
}

/** A word of a language among others: what is only names, keys or a path is no prose. */
function isProse(text: string): boolean {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  return parts.length > 1 && parts.some((part) => /^["'(]*[A-Za-z][a-z']+[\]"',.:;!?)]*$/.test(part));
}

function calledName(callee: Expression): string {
  return isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
}

const logCalls: ReadonlySet<string> = new Set(["debug", "info", "warn", "error"]);

/** Programmers' errors: no chat shows their text. */
const innerErrors: ReadonlySet<string> = new Set(["Error", "TypeError", "SyntaxError"]);

function isForLog(callee: Expression): boolean {
  return logCalls.has(calledName(callee)) && /logger/i.test(callee.getText());
}

/** The parts of a node in which there may be words for people: not what is for logs, editors or programmers. */
function spokenParts(node: Node): readonly Node[] {
  if (isImportDeclaration(node) || isExportDeclaration(node) || isLiteralTypeNode(node)) return [];
  if (isNewExpression(node) && innerErrors.has(calledName(node.expression))) return [];
  if (isCallExpression(node) && (isForLog(node.expression) || calledName(node.expression) === "describe")) {
    return [node.expression];
  }
  const parts: Node[] = [];
  node.forEachChild((child) => {
    parts.push(child);
    return undefined;
  });
  return parts;
}

function collect(node: Node, take: (node: Node, text: string) => void): void {
  const text = textOf(node);
  if (text !== null && isProse(text)) take(node, text);
  for (const part of spokenParts(node)) collect(part, take);
}

/** The prose in the wanted files under src, but for what is only logged. Asks TypeScript's own compiler, in a second. */
export function findProse(isWanted: (file: string) => boolean): Prose[] {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProject: resolve(root, "tsconfig.json") }).getProjects();
    if (!project) throw new Error("TypeScript has found no project.");
    const names = project.program.getSourceFileNames().map((name) => ({ name, file: relative(root, name) }));
    return names.flatMap(({ name, file }) => {
      const source = file.startsWith("src/") && isWanted(file) ? project.program.getSourceFile(name) : undefined;
      if (!source) return [];
      const found: Prose[] = [];
      const lineOf = (node: Node) => source.text.slice(0, node.getStart(source)).split("\n").length;
      collect(source, (node, text) => found.push({ file, line: lineOf(node), text }));
      return found;
    });
  } finally {
    api.close();
  }
}
