import type { factTexts as english } from "../english/facts.ts";

export const factTexts: typeof english = {
  criteria: {
    popularity: "popularidade",
    performance: "desempenho",
    recency: "novidade",
    compatibility: "compatibilidade",
  },
  price: (input, output) => `${input} de entrada, ${output} de saída por milhão de tokens`,
  free: "grátis",
  priceUnknown: "preço desconhecido",
  firstToken: (seconds) => `primeira palavra após ${seconds} s`,
  speed: (tokens) => `${tokens} tokens por segundo`,
  latencyUnknown: "latência desconhecida",
  licenceUnknown: "sem licença indicada",
  interval: (low, high) => `o mais provável: ${low} a ${high}`,
  known: (percent) => `${percent}% conhecido`,
};
