/**
 * JavaScript for the sandbox, of the level of ES2020. It is evaluated before the code of a model, and keeps what it needs
 * of the language, so that nothing that the code changes afterwards (JSON, prototypes, iterators) reaches it. It knows no
 * result that is expected: those are compared outside.
 *
 * Its value is a function of (function, arguments as JSON), which returns the JSON of [result, arguments after the call].
 */
export const harness = `(function () {
  "use strict";
  const { stringify, parse } = JSON;
  const { apply } = Reflect;
  const { keys, prototype: { toString } } = Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const deepest = 40, longest = 100000;
  function mark(kind) { return '{"$":"' + kind + '"}'; }
  function writeArray(value, depth) {
    const length = value.length;
    if (length > longest) throw 0;
    let text = "[";
    for (let place = 0; place < length; place += 1) {
      text += (place === 0 ? "" : ",") + write(value[place], depth);
      if (text.length > longest) throw 0;
    }
    return text + "]";
  }
  function writeObject(value, depth) {
    if (apply(toString, value, []) !== "[object Object]") return mark("other");
    const names = keys(value);
    let text = "{";
    for (let place = 0; place < names.length; place += 1) {
      text += (place === 0 ? "" : ",") + stringify(names[place]) + ":" + write(value[names[place]], depth);
      if (text.length > longest) throw 0;
    }
    return text + "}";
  }
  function write(value, depth) {
    if (depth > deepest) throw 0;
    if (value === null || value === true || value === false) return "" + value;
    if (typeof value === "string") {
      if (value.length > longest) throw 0;
      return stringify(value);
    }
    if (typeof value === "number") return isFinite(value) ? "" + value : mark("" + value);
    if (typeof value !== "object") return mark(typeof value);
    return isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1);
  }
  return function (called, given) {
    const values = parse(given);
    const result = write(apply(called, undefined, values), 0);
    return "[" + result + "," + write(values, 0) + "]";
  };
})()`;

/** What code for other places may expect: a console that says nothing, and a module to export from. */
export const surroundings = `(function () {
  const say = function () {};
  globalThis.console = { log: say, info: say, warn: say, error: say, debug: say, table: say };
  globalThis.module = { exports: {} };
  globalThis.exports = globalThis.module.exports;
})()`;

/** A function of the code: by its name, or as it was exported. */
export function lookUp(name: string): string {
  return `(function () {
    if (typeof ${name} === "function") return ${name};
    const out = typeof module === "object" && module !== null ? module.exports : undefined;
    return typeof out === "function" ? out : out && out.${name};
  })()`;
}
