import type { Template } from "./template.ts";

/** Faults of any server (src/shared/http-failure.ts, src/shared/patience.ts). */
const failures: readonly Template[] = [
  [
    '{where:source} answered {status}: {meaning:phrase}[ ("{detail:quoted}")][, in {attempts} attempts].',
    '{where} respondeu {status}: {meaning}[ ("{detail}")][, em {attempts} tentativas].',
  ],
  [
    "{where:source} gave no complete answer within {seconds:number} s[, in {attempts} attempts].",
    "{where} não deu uma resposta completa em {seconds} s[, em {attempts} tentativas].",
  ],
  [
    "{where:source} could not be reached, or the connection broke[ ({code})][, in {attempts} attempts].",
    "{where} não está acessível, ou a ligação caiu[ ({code})][, em {attempts} tentativas].",
  ],
  [
    "{where:source} answered with a web page instead of data[, in {attempts} attempts].",
    "{where} respondeu com uma página em vez de dados[, em {attempts} tentativas].",
  ],
  [
    "{where:source} sent data that is cut short or is not JSON[, in {attempts} attempts].",
    "{where} enviou dados cortados ou que não são JSON[, em {attempts} tentativas].",
  ],
  [
    "{where:source} sent more than {size:number} MB, which is not read[, in {attempts} attempts].",
    "{where} enviou mais de {size} MB, o que não é lido[, em {attempts} tentativas].",
  ],
  [
    "{where:source} accepts no more requests for {seconds} s, which is longer than the {longest} s that are waited for.",
    "{where} não aceita mais pedidos durante {seconds} s, mais do que os {longest} s que se esperam.",
  ],
  [
    "{where:source} accepts no more requests for another {seconds} s, after {spent} s of waiting: one request waits {longest} s at most.",
    "{where} não aceita mais pedidos durante mais {seconds} s, depois de {spent} s de espera: um pedido espera {longest} s no máximo.",
  ],
  ["the request was not understood", "o pedido não foi entendido"],
  ["the credentials were not accepted", "as credenciais não foram aceites"],
  ["access is not allowed", "o acesso não é permitido"],
  ["there is no such thing", "isso não existe"],
  ["it no longer exists", "já não existe"],
  ["too many requests", "demasiados pedidos"],
  ["a fault on its side", "uma falha do lado dele"],
  ["the request was refused", "o pedido foi recusado"],
  ["Something unexpected happened: {what:anything}", "Aconteceu algo inesperado: {what}"],
];

/** What a person can do about them. */
const advice: readonly Template[] = [
  ["Try again later.", "Tente mais tarde."],
  ["Try again in five minutes.", "Tente daqui a cinco minutos."],
  ["Check the network and the address.", "Verifique a rede e o endereço."],
  ["Check the address.", "Verifique o endereço."],
  ["Check the token.", "Verifique o token."],
  ["Check the token's rights.", "Verifique os direitos do token."],
  ["Check the rights of HF_TOKEN.", "Verifique os direitos de HF_TOKEN."],
  [
    "Set HF_TOKEN: this needs a Hugging Face access token.",
    "Defina HF_TOKEN: para isto é preciso um token de acesso da Hugging Face.",
  ],
  [
    "Set HF_TOKEN for a higher limit, or try again in five minutes.",
    "Defina HF_TOKEN para ter um limite maior, ou tente daqui a cinco minutos.",
  ],
  [
    "Check HF_TOKEN: it may be mistyped, expired or revoked.",
    "Verifique HF_TOKEN: pode estar mal escrito, caducado ou revogado.",
  ],
  ["The public listings also work without one.", "As listas públicas também funcionam sem token."],
];

/** Of which listing a fault is, and how far a listing got (src/discovery, src/providers/hugging-face). */
const listings: readonly Template[] = [
  ["{listings:listings}: {fault:said}", "{listings}: {fault}"],
  ["{count} listings: {fault:said}", "{count} listas: {fault}"],
  ["{listing} has no models", "{listing} não tem modelos"],
  [
    "{listing}: {models} models were read, the Hub has more (at most {pages} pages a listing)",
    "{listing}: foram lidos {models} modelos, o Hub tem mais (no máximo {pages} páginas por lista)",
  ],
  [
    "{listing}: {models} models were read, the Hub has more (at most {requests} requests a run)",
    "{listing}: foram lidos {models} modelos, o Hub tem mais (no máximo {requests} pedidos por execução)",
  ],
  [
    "{listing}: was not read (at most {requests} requests a run)",
    "{listing}: não foi lida (no máximo {requests} pedidos por execução)",
  ],
  [
    "{where} sent a page of models that it had sent before, so its listing is not complete.",
    "{where} enviou uma página de modelos que já tinha enviado, por isso a lista não está completa.",
  ],
  [
    "{where} named the page that it sent as the next one, so its listing is not complete.",
    "{where} indicou como página seguinte a que acabava de enviar, por isso a lista não está completa.",
  ],
  [
    '{where} has a "Link" to the next page that cannot be read, so its listing is not complete.',
    '{where} tem um "Link" ilegível para a página seguinte, por isso a lista não está completa.',
  ],
  ["{where} sent something that is not an array of models.", "{where} enviou algo que não é uma lista de modelos."],
  ["an element of the listing is not a record", "um elemento da lista não é um registo"],
  ["a model has no proper id", "um modelo não tem um identificador válido"],
  [
    "a licence is not spelt like one, and counts as unknown",
    "uma licença não está escrita como tal, e conta como desconhecida",
  ],
  [
    "a host of a model, or what it serves, has no proper name",
    "um anfitrião de um modelo, ou o que ele serve, não tem um nome válido",
  ],
  ["a result names no proper benchmark", "um resultado não indica um teste válido"],
];

/** What else Hugging Face is asked for: the router's catalogue, single models, leaderboards. */
const others: readonly Template[] = [
  [
    "{where:source} sent something that is not a list of models.",
    "{where} enviou algo que não é uma lista de modelos.",
  ],
  ["{where} names no model that is served.", "{where} não indica nenhum modelo servido."],
  [
    "The inference router's catalogue could not be read: {fault:text}.",
    "Não foi possível ler o catálogo do router de inferência: {fault}.",
  ],
  [
    "Without it, prices and hosts of chat models are not certain.",
    "Sem isso, os preços e os anfitriões dos modelos de conversa não são certos.",
  ],
  [
    "an entry of the router's catalogue has no proper id or no list of hosts",
    "uma entrada do catálogo do router não tem um identificador válido ou não tem lista de anfitriões",
  ],
  ["a host in the router's catalogue has no proper name", "um anfitrião do catálogo do router não tem um nome válido"],
  ["{where} sent something that is not a model's record.", "{where} enviou algo que não é o registo de um modelo."],
  [
    "The Hub answered with the record of {other} when it was asked for {model}, which may have been renamed.",
    "O Hub respondeu com o registo de {other} quando lhe pediram {model}, que pode ter mudado de nome.",
  ],
  [
    'A model was not looked up: ids of the Hub look like "owner/name".',
    'Um modelo não foi consultado: os identificadores do Hub são do tipo "dono/nome".',
  ],
  [
    "{model} was not looked up: the run's requests are used up.",
    "{model} não foi consultado: os pedidos da execução estão esgotados.",
  ],
  [
    "{where} no longer tells {fields:text} of a model, without which none can be chosen safely.",
    "{where} já não diz {fields} de um modelo, e sem isso nenhum pode ser escolhido com segurança.",
  ],
  ["A newer version of Modelvane may know how to ask.", "Uma versão mais recente do Modelvane talvez saiba perguntar."],
  ["The leaderboards could not be kept: {why:said}", "Não foi possível guardar as tabelas de resultados: {why}"],
  [
    "The kept leaderboards could not be read: {why:said}",
    "Não foi possível ler as tabelas de resultados guardadas: {why}",
  ],
  [
    "The list of official benchmarks could not be read: {why:said}",
    "Não foi possível ler a lista dos testes oficiais: {why}",
  ],
  [
    "The leaderboard of {benchmark} could not be read: {why:said}",
    "Não foi possível ler a tabela de resultados de {benchmark}: {why}",
  ],
  [
    "{where} sent something that is not a list of datasets.",
    "{where} enviou algo que não é uma lista de conjuntos de dados.",
  ],
  ["It is not a list of results.", "Não é uma lista de resultados."],
  [
    "{count} leaderboards wait for a later run (at most {limit} a run): {names:text}",
    "{count} tabelas de resultados ficam para outra execução (no máximo {limit} por execução): {names}",
  ],
  [
    'The policy declares a provider of the kind "{kind:text}", which this version does not know. Check its spelling.',
    'A política declara um fornecedor do tipo "{kind}", que esta versão não conhece. Veja se está bem escrito.',
  ],
  [
    'The policy prefers "{preferred:text}", which there is not. It can prefer these: {known:text}.',
    'A política prefere "{preferred}", que não existe. Pode preferir estes: {known}.',
  ],
  [
    "The policy declares no provider that can be asked for models.",
    "A política não declara nenhum fornecedor a que se possam pedir modelos.",
  ],
];

/** What is said of servers, and of what they are asked for. */
export const serverTemplates: readonly Template[] = [...failures, ...advice, ...listings, ...others];
