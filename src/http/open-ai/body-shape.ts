/** Levels of lists and objects within one another. No request has ten; some writers of JSON end in a fault at thousands. */
const mostLevels = 100;

/** Values in a body. Ten thousand messages have fewer; reading millions would keep all other callers waiting. */
const mostValues = 50_000;

const code = { quote: 0x22, comma: 0x2c, openList: 0x5b, backslash: 0x5c, closeList: 0x5d, open: 0x7b, close: 0x7d };

/** Where the string ends that begins at `start`; -1 where it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === code.backslash) before -= 1;
    const backslashes = end - 1 - before;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

/**
 * A sentence on a body that is too deep, or of too many values, to be read; null where it is neither. It looks at the
 * text, since parsing such a body takes long by itself. Strings, which are most of a request, are passed over.
 */
export function faultOfShape(text: string): string | null {
  let levels = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case code.quote:
        at = endOfString(text, at);
        // What is no JSON is said by who parses it.
        if (at === -1) return null;
        break;
      case code.openList:
      case code.open:
        levels += 1;
        values += 1;
        if (levels > mostLevels) return `The body is nested more than ${mostLevels} levels deep.`;
        break;
      case code.closeList:
      case code.close:
        levels -= 1;
        break;
      case code.comma:
        values += 1;
        if (values > mostValues) return `The body holds more than ${mostValues} values.`;
    }
  }
  return null;
}
