import { describe, expect, it } from "vitest";
import { element, textElement } from "../../src/pictures/svg.ts";

describe("an SVG element", () => {
  it("escapes its attributes and its text", () => {
    const text = textElement({ fill: `"><script>`, x: 1 }, "a < b & c");
    expect(element("g", { id: "'" }, [text]).markup).toBe(
      '<g id="&apos;"><text fill="&quot;&gt;&lt;script&gt;" x="1">a &lt; b &amp; c</text></g>',
    );
  });

  it("leaves out of its text what XML forbids and what would turn the direction of writing", () => {
    expect(textElement({}, "a\u0000b\u0007c\u202ed\ud800e\uffff\r\nf").markup).toBe("<text>abcde f</text>");
  });

  it("composes letters with loose accents, which the font has as one", () => {
    expect(textElement({}, "opc\u0327a\u0303o").markup).toBe("<text>opção</text>");
  });

  it("has numbers of two decimals, and no attribute that is null", () => {
    expect(element("rect", { x: 1 / 3, y: 0, fill: null }).markup).toBe('<rect x="0.33" y="0"/>');
  });
});
