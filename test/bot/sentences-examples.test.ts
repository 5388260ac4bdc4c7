import { describe, expect, it } from "vitest";
import { sentence } from "../../src/bot/languages/portuguese/sentences/sentences.ts";

describe("a text of the program's own, in Portuguese,", () => {
  it.each([
    [
      "Stays with 84.2 points. The next, acme/b, has 75.8. Behind it now: acme/b on novita, acme/c on fal-ai.",
      "Fica, com 84,2 pontos. O seguinte, acme/b, tem 75,8. De reserva agora: acme/b em novita, acme/c em fal-ai.",
    ],
    [
      "Stays with 84.2 points. acme/b has 86.0, which is not ahead by the margin of 3. Behind it now: nothing.",
      "Fica, com 84,2 pontos. acme/b tem 86,0, o que não o põe à frente pela margem de 3. De reserva agora: nenhum.",
    ],
    [
      "ovhcloud no longer serves acme/a; novita does. Behind it now: acme/b on novita.",
      "ovhcloud já não serve acme/a; novita serve-o. De reserva agora: acme/b em novita.",
    ],
    [
      "89.6 points (acme/b has 90.0, which is a tie within the margin of 3; the policy prefers Qwen), 3.5 more than acme/a (86.1).",
      "89,6 pontos (acme/b tem 90,0, um empate dentro da margem de 3; a política prefere Qwen), mais 3,5 do que acme/a (86,1).",
    ],
    [
      'acme/a cannot stay: it names no licence; it was rolled back on 2026-11-21 and is held until 2026-12-21 ("release" ends that). acme/b on novita has 90.5 points.',
      'acme/a não pode ficar: não indica nenhuma licença; saiu numa reposição em 2026-11-21 e fica retido até 2026-12-21 (/pin acaba com isso, e "release" na linha de comandos também). acme/b em novita tem 90,5 pontos.',
    ],
    [
      "acme/a is no longer listed, but nothing reaches 60 points: the best, acme/b, has 41.0.",
      "acme/a já não está na lista, mas nada chega a 60 pontos: o melhor, acme/b, tem 41,0.",
    ],
    [
      "The listing is not complete (https://hub.example/api/models answered 500: a fault on its side, in 4 attempts. Try again later.; https://router.example/v1/models names no model that is served. Without it, prices and hosts of chat models are not certain.), so nothing is changed.",
      "A lista não está completa (https://hub.example/api/models respondeu 500: uma falha do lado dele, em 4 tentativas. Tente mais tarde.; https://router.example/v1/models não indica nenhum modelo servido. Sem isso, os preços e os anfitriões dos modelos de conversa não são certos.), por isso nada muda.",
    ],
    [
      "The listing of ollama is not complete (Try again later.), so nothing is changed.",
      "A lista de ollama não está completa (Tente mais tarde.), por isso nada muda.",
    ],
    [
      "61.0 points (the policy prefers local), before maker/other with 95.0.",
      "61,0 pontos (a política prefere local), antes de maker/other, com 95,0.",
    ],
    [
      "Stays with 61.0 points. maker/free has 99.0, but the policy prefers local.",
      "Fica, com 61,0 pontos. maker/free tem 99,0, mas a política prefere local.",
    ],
    [
      'tag:conversational, pipeline:fill-mask: https://hub.example/api answered 403: access is not allowed ("Please pay. Then come again."). Check the rights of HF_TOKEN.',
      'tag:conversational, pipeline:fill-mask: https://hub.example/api respondeu 403: o acesso não é permitido ("Please pay. Then come again."). Verifique os direitos de HF_TOKEN.',
    ],
    [
      '/home/an a/config/policy.json is not valid:\n  minimumScore: Too big: expected number to be <=100, but it is 250\n  nope, tasks.nope: is not a known key; check its spelling or remove it\n  access: Invalid option: expected one of "administrators"|"listed", but it is "all"',
      '/home/an a/config/policy.json não é válido:\n  minimumScore: esperava-se um número não superior a 100, mas é 250\n  nope, tasks.nope: não é uma chave conhecida; veja se está bem escrita, ou remova-a\n  access: esperava-se um destes: "administrators"|"listed", mas é "all"',
    ],
    [
      "/home/a/config/models.json was not changed: the disk is full. Free some space and try again.",
      "/home/a/config/models.json não foi alterado: o disco está cheio. Liberte espaço e tente de novo.",
    ],
    [
      'The configuration has changed since this plan was made: it is revision 4 now (update by the schedule at 2026-11-21T03:00:04.000Z), so nothing was written. Make a new plan by "update --dry-run".',
      "A configuração mudou depois de este plano ser feito: agora é a revisão 4 (atualização por horário em 2026-11-21T03:00:04.000Z), por isso nada foi escrito. Faça um novo plano com /test_update.",
    ],
    [
      'models.json is not valid: revision: expected number, received string, but it is "x"; tasks: expected record, received undefined.',
      'models.json não é válido: revision: esperava-se um número, e recebeu-se um texto, mas é "x"; tasks: esperava-se um objeto, e recebeu-se nada.',
    ],
    [
      "No model could answer (Conversation). Tried in vain: acme/a on novita: Hugging Face's inference router answered 402: the account has no credit left (\"Pay; then come again\"). Buy credits at https://huggingface.co/settings/billing, or wait for the next month; llama3.2:3b on ollama: it said nothing for 20 s. Left alone for now, after earlier faults: acme/b on my-vllm was too busy; acme/c on novita refused the key. Not fit for this request: acme/d on ollama: it does not call tools; acme/e on novita: it costs $0.4 per million output tokens, and the policy's maximum is less. The next try makes sense in 5 minutes.",
      'Nenhum modelo conseguiu responder (Conversation). Tentados em vão: acme/a em novita: O router de inferência da Hugging Face respondeu 402: a conta já não tem crédito ("Pay; then come again"). Compre créditos em https://huggingface.co/settings/billing, ou espere pelo próximo mês; llama3.2:3b em ollama: não disse nada durante 20 s. Postos de parte por agora, depois de falhas anteriores: acme/b em my-vllm estava demasiado ocupado; acme/c em novita recusou a chave. Não servem para este pedido: acme/d em ollama: não usa ferramentas; acme/e em novita: custa 0,4\u00a0$ por milhão de tokens de saída, acima do máximo da política. Faz sentido tentar de novo daqui a 5 minutos.',
    ],
    [
      'Ollama at http://127.0.0.1:11434 answered 404: the model is not served there ("model \'x\' not found"). Install the model with "ollama pull x", or choose another.',
      'O Ollama em http://127.0.0.1:11434 respondeu 404: o modelo não está disponível aí ("model \'x\' not found"). Instale o modelo com "ollama pull x", ou escolha outro.',
    ],
    [
      "One of its models could not be described, so the list of Ollama at http://10.0.0.2:11434 is not complete: Ollama at http://10.0.0.2:11434 broke off in the middle of its answer (ECONNRESET).",
      "Não foi possível descrever um dos modelos, por isso não está completa esta lista: O Ollama em http://10.0.0.2:11434. O Ollama em http://10.0.0.2:11434 interrompeu-se a meio da resposta (ECONNRESET).",
    ],
    [
      "The database /home/an a/history/modelvane.db cannot be used: the disk is full. Free some space. (SQLITE_FULL: database or disk is full)",
      "Não é possível usar a base de dados /home/an a/history/modelvane.db: o disco está cheio. Liberte espaço. (SQLITE_FULL: database or disk is full)",
    ],
    ["131,072 tokens of context", "131 072 tokens de contexto".replace(" ", "\u00a0")],
    ["1.2M downloads in 30 days", "1,2M transferências em 30 dias"],
  ])("is said as a whole: %s", (english, portuguese) => {
    expect(sentence(english)).toBe(portuguese);
  });

  it.each([
    ["acme/x answered as nobody expected. Try again later.", "acme/x answered as nobody expected. Tente mais tarde."],
    ["Something new has happened.", "Something new has happened."],
    ["The Hub says: {model} [is] $1 gone", "The Hub says: {model} [is] $1 gone"],
    ["", ""],
  ])("stays as it is where nobody knows it: %j", (english, portuguese) => {
    expect(sentence(english)).toBe(portuguese);
  });
});

describe("a hostile text", () => {
  it.each([
    "a on b. ",
    "a on b; ",
    "x no longer serves y; z does. ",
    'a answered 4: x ("y ("y ',
    "m: a, but it is b, ",
  ])("does not hold the bot up: %j, again and again", (piece) => {
    const began = performance.now();
    sentence(piece.repeat(Math.floor(3_999 / piece.length)));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
