/** `dark` reads in a light chat as well as in a dark one, so it is what is used where the reader's theme is unknown. */
export type Theme = "light" | "dark";

/**
 * Colours of a picture. Texts have a contrast of at least 4.5:1 on the background, marks of at least 3:1 (WCAG 2.2,
 * 1.4.3 and 1.4.11).
 */
export interface Palette {
  background: string;
  text: string;
  /** Details, subtitles, numbers on the axis, and names that may not be chosen. */
  muted: string;
  /** What a bar of 100 points would fill; a hint that carries no meaning of its own. */
  track: string;
  grid: string;
  threshold: string;
  /** A bar without parts. */
  bar: string;
  /**
   * The parts of a stacked bar, in their order. They differ in lightness by at least 10 (CIE L*), and under
   * protanopia, deuteranopia and tritanopia (Machado et al. 2009, severity 1) by at least 28 (CIE 1976).
   */
  parts: readonly [string, string, string, string];
}

export const palettes: Record<Theme, Palette> = {
  dark: {
    background: "#1f2a37",
    text: "#ffffff",
    muted: "#b4c0cd",
    track: "#2c3948",
    grid: "#4a5968",
    threshold: "#ffffff",
    bar: "#5dc9f2",
    parts: ["#5dc9f2", "#ffe66b", "#7b67ce", "#eb7c57"],
  },
  light: {
    background: "#f7f9fb",
    text: "#16202b",
    muted: "#566270",
    track: "#e4e9ee",
    grid: "#c3ccd5",
    threshold: "#16202b",
    bar: "#1674aa",
    parts: ["#1674aa", "#af8408", "#2a2158", "#932c1f"],
  },
};
