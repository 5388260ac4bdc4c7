import { listed } from "./listed.ts";
import type { ModelWords, TaskWords } from "./model-words.ts";

/** The words of English that questions about the bot's models are made of. */
export const englishModelWords: ModelWords = {
  ask: listed(`
    which, what, whats, which one, what kind of, tell me, tell me which, show me, show, list, give me, do you know,
    who, can you tell me, let me see, wich, wat, name, whos
  `),
  model: listed("model, models, llm, llms, ai model, ai models, language models, modle"),
  intelligence: listed("ai, ais"),
  you: listed("you, your, u, ur, youre, modelvane, this bot, the bot, yours, here"),
  use: listed(`
    use, using, run, running, running on, run on, have, got, current, based on, powered by, pick, picked, choose,
    chose, chosen, selected, configured, answering, available, used, uses, runs, powers, behind, prefer, are,
    answers, answer, does, handles, set, default, talking to
  `),
  best: listed("best, the best, better, top, ranking, ranked, strongest, highest, number one, rank, leading"),
  purpose: listed("for, at, in, when it comes to, to do"),
  change: listed(`
    changed, change, changes, new, whats new, news, updates, updated, replaced, switched, swapped, different,
    any news, is there a new, recent changes, latest changes, added, dropped, update
  `),
  reason: listed("why this model, why, and why, how come, the reason, for what reason, reason, reasons, why is that"),
  fact: listed(`
    cost, costs, price, much, about, know, fast, slow, quick, expensive, cheap, free, licence, license, context,
    score, available, still available, host, provider, release, released, old, size, parameters, big, good,
    know about, info, details, facts, latency, popular, context window, context length, downloads, information,
    supported, price of, how long, reliable, any good
  `),
  whole: listed(`
    which model is this, what model is this, why this model, which model are you, what model are you,
    which ai model are you, what ai model are you, which llm are you, what llm are you, which model was that,
    which model answered, which model answered that, what model answered, which model wrote this, which ai is this,
    what model answered that, which model did you use, list models, show models, which model wrote that
  `),
  glue: listed(`
    do, does, did, is, are, was, the, to, and, of, my, me, hey, hi, hello, please, pls, plz, now, right now, today,
    currently, so, it, by, with, on, that, this, these, those, ok, okay, at the moment, atm, there, any, all, have,
    has, been, be, recently, lately, this week, yesterday, this month, since yesterday, last week, last month, when,
    still, really, per token, per million tokens, one, thing, as, thanks, task, tasks, then, actually, i, would,
    will, wanna know, want to know, whats, can, get, most, work, also, each, every, among, since last week,
    these days, nowadays, just, long, how, voice notes
  `),
};

/** What people call each task, where they ask for its model. */
export const englishTaskWords: TaskWords = {
  conversational: listed("chat, chatting, conversation, conversations, talking, small talk, general chat, chats"),
  "text-generation": listed(`
    writing, text generation, generating text, write text, writing text, write texts, creative writing, stories,
    writing stories, to write, essays, poems, writing poems, generate text, writing emails
  `),
  "code-generation": listed(`
    code, coding, programming, to code, write code, writing code, code generation, software, scripts, developing,
    development, python, javascript, sql, generating code, program, debugging, coding tasks
  `),
  "question-answering": listed(
    "question answering, answer questions, answering questions, answers questions, questions, qa, q and a",
  ),
  summarization: listed(
    "summarization, summarisation, summaries, summary, summarizing, summarising, summarize, summarise, summarizes",
  ),
  translation: listed("translation, translations, translate, translating, translates, to translate, translate text"),
  "text2text-generation": listed(
    "rewriting, rewrite, rewriting text, rephrasing, paraphrasing, proofreading, correcting text, grammar",
  ),
  "fill-mask": listed(`
    fill mask, filling in a word, filling in words, fill in the blank, fill in the blanks, filling blanks,
    masked words
  `),
  "feature-extraction": listed(
    "embeddings, embedding, feature extraction, vectors, semantic search, sentence similarity, similarity",
  ),
  "text-classification": listed(
    "text classification, classification, sentiment, sentiment analysis, classifying text, classify text",
  ),
  "zero-shot-classification": listed(
    "zero shot, zero shot classification, classification into labels, labels of my own, labelling",
  ),
  "token-classification": listed(
    "ner, named entities, entity recognition, named entity recognition, finding names, find names, entities",
  ),
  "image-text-to-text": listed(`
    understanding pictures, understanding images, image understanding, vision, reading pictures, ocr,
    describing pictures, describing images, describe pictures, look at pictures, looking at pictures, photos,
    understand images, understand pictures, describe images, understanding photos, read pictures, read images
  `),
  "text-to-image": listed(`
    images, image, image generation, pictures, making pictures, making images, drawing, draw, to draw,
    generating images, generate images, make pictures, make images, create images, painting, art, drawings,
    creating images, picture generation, image creation, draws, generating pictures, illustrations
  `),
  "text-to-video": listed(`
    video, videos, video generation, making videos, make videos, generating videos, generate videos, animation,
    clips
  `),
  "automatic-speech-recognition": listed(`
    transcription, transcribing, transcribe, transcribes, speech recognition, speech to text, voice notes,
    transcriptions, stt, transcribe audio, voice messages, recordings, listening, asr, transcribe voice notes
  `),
  "text-to-speech": listed(
    "speech, text to speech, tts, voice, speaking, reading aloud, read aloud, audio, speak, voices, voice generation",
  ),
};
