import { listed } from "./listed.ts";
import type { WordLists } from "./word-lists.ts";

/** The words of English by which an order is known; accents, case and hyphens do not matter. */
export const english: WordLists = {
  openers: listed(`
    hey, hi, hello, hiya, yo, ok, okay, so, now, then, and, also, well, sorry, thanks, please, pls, plz, kindly,
    just, quickly, again, good morning, good evening, dear bot, bot, help me, help me to, i want to, i need to,
    i would like to, id like to, try to, go ahead and, lets, let us, i wanna, hi there, hey there, could you help me,
    can you help me, can you help me to
  `),
  requests: listed(`
    can you, could you, would you, will you, can u, could u, would u, cud u, can ya, please, pls, plz, i want you to,
    i need you to, id like you to, i would like you to, you need to, are you able to, is it possible to,
    would you mind, i want u to, i need u to, your task is to
  `),
  questionWords: listed("how, what, why, when, where, who, which, whether, if, that, whatever, to, i, we, they, you"),
  closers: listed("please, pls, plz, thanks, thank you, thx, ty, for me, now, asap, ok, bro, cheers"),
  pointers: listed(`
    this, that, it, these, those, them, the following, following, above, below, the above, here, all of this,
    all of that, this one, that one, what i wrote, what it says, what is here
  `),
  textThings: listed(`
    text, texts, sentence, sentences, paragraph, paragraphs, email, e mail, mail, message, essay, letter, article,
    post, caption, word, words, phrase, writing, wording, grammar, spelling, punctuation, typos, typo, english,
    document, reply, response, answer, cv, bio, cover letter, draft, tweet, note, statement, intro, conclusion,
    passage, file, speech, mistakes, errors, page, report, story, poem, quote, line, lines, transcript, chat
  `),
  determiners: listed("a, an, the, my, this, that, these, those, some, one, two, three, our, your"),
  stops: listed(`
    of, for, to, in, on, at, with, without, about, that, which, who, where, from, showing, using, saying, like, and,
    or, as, is, are, so, if, when, by, because, into, over, under, between, during, out, up, explaining, describing,
    asking, telling, featuring
  `),
  fillers: listed("me, us, him, her, for me, for us, to me, please, pls, up, out, just, only"),
  makers: listed(`
    make, create, generate, produce, design, give, give me, show me, send me, i want, i need, i would like, id like,
    need, want, render, build, craft, prepare, get me, come up with, do, i wanna have, mak, creat, gimme, develop,
    invent, make up
  `),
  writers: listed("write, draft, compose, pen, write up, wirte, writ, write down"),
  anything: listed("something, anything, about, a bit about, two lines, a few lines, a few words, lines"),
  imageNouns: listed(`
    image, images, picture, pictures, photo, photos, photograph, pic, pics, drawing, painting, illustration, logo,
    icon, wallpaper, avatar, sticker, portrait, sketch, cartoon, poster, artwork, profile picture, banner,
    caricature, meme, drawings, illustrations, pixel art, img
  `),
  plainImageNouns: listed("image, picture, pic, img, images, pictures, pics, drawing"),
  videoNouns: listed("video, videos, clip, animation, gif, short film, video clip, vid, animated gif, timelapse"),
  audioNouns: listed("audio, voice message, voice note, voiceover, voice over, audio file, mp3, narration"),
  textNouns: listed(`
    poem, story, essay, email, e mail, letter, message, article, blog post, post, tweet, caption, captions, speech,
    song, lyrics, haiku, paragraph, dialogue, dialog, screenplay, slogan, bio, description, review, cover letter, cv,
    resume, invitation, toast, note, reply, response, headline, title, ad, text, sms, rap, limerick, sonnet,
    monologue, eulogy, video script, movie script, podcast script, short story, fairy tale, bedtime story, job ad,
    vows, product description, newsletter, wish, wishes, greeting, stories, poems, sentence, sentences, video title,
    image caption, photo caption, video description, motto, love letter, verse, jingle
  `),
  summaryNouns: listed("summary, summaries, recap, tldr, tl dr, overview of this, key points, main points, gist"),
  translationNouns: listed("translation"),
  transcriptNouns: listed("transcript, transcription"),
  codeNouns: listed(`
    code, function, script, regex, regexp, regular expression, sql, query, sql query, algorithm, unit test,
    unit tests, dockerfile, makefile, snippet, code snippet, css, svg, bash script, one liner, cron job, crontab,
    shell script, github action, program that, program to, cli tool, excel formula, class that, webpage, html page,
    rest api, api endpoint, telegram bot, discord bot, html, scraper, web scraper, program which, script that, macro,
    pseudocode
  `),
  weakCodeNouns: listed(`
    program, class, app, page, website, site, game, form, component, bot, api, formula, test, tests, table, loop,
    calculator, example, parser, list, array, server, client, button
  `),
  compounds: listed(`
    video game, video games, video call, photo album, picture book, image gallery, photo gallery, code name,
    image classifier, discount code, promo code, qr code, zip code, dress code, gift code, picture frame,
    photo shoot, area code, morse code, code of, photo booth, function of, script of
  `),
  draw: listed("draw, paint, sketch, illustrate, drow, darw, drw, doodle, draw up a picture of, draw me"),
  drawDenied: listed(`
    conclusion, conclusions, comparison, comparisons, line, parallel, parallels, distinction, plan, inspiration,
    attention, blood, lots, up, on, upon, from, near, back, out, straws, breath, money, lesson, lessons, inference,
    inferences, analogy, table, ascii, mermaid, concept, point, difference, how, why, idea, principle, curtains,
    curtain, card, cards, boundaries, boundary, proposal, strategy, nails, walls, wall, distinctions, what
  `),
  animate: listed("animate, anmate"),
  toward: listed("to, into, in to"),
  inside: listed("in, as"),
  from: listed("from, out of"),
  languageWords: listed("language, the language, the"),
  translate: listed(`
    translate, translat, transalte, trnaslate, traslate, translation of, translation for, the translation of,
    a translation of, translation, translate me
  `),
  movers: listed("put, turn, convert, change, transform, bring, render, switch, make"),
  sayers: listed("say, write, express, rewrite, repeat"),
  howToSay: listed(`
    how do you say, how do i say, how to say, how would i say, how would you say, how does one say, how do u say,
    how can i say, how do they say, how do we say, whats the word for, how do you write, what is the word for,
    whats the translation of, what is the translation of, how say, how do i write, how u say, how do you spell
  `),
  howIs: listed("whats, what is"),
  whatMeans: listed("what does, whats the meaning of, what is the meaning of, what do, wat does"),
  means: listed("mean, means, meaning"),
  nobody: listed("me, us, him, her, them, someone, you, my, your, a, an, text, speech, code, be"),
  summarize: listed(`
    summarize, summarise, summarize up, sum up, sumup, summerize, summerise, tldr, tl dr, recap, condense,
    a summary of, summary of, the summary of, summary, summarizing, short summary of, sum it up, sum this up,
    sum that up, key points of, main points of, the gist of, boil down, boil this down
  `),
  resume: [],
  resumeObjects: [],
  summaryQuestions: listed(`
    what are the key points, what are the main points, whats the gist, what is the gist, key points,
    what is it about, whats it about, whats this about, what is this about, main points, in short, the gist,
    whats the summary, what are the main ideas, the key points, main ideas, short version, whats the tldr,
    key takeaways, what are the key takeaways, the main points, too long
  `),
  rewrite: listed(`
    rewrite, rephrase, reword, paraphrase, proofread, proof read, re write, re phrase, rewite, reprhase, rewrit,
    spell check, spellcheck, grammar check
  `),
  rewriteThings: listed(`
    fix, correct, improve, polish, shorten, simplify, expand, edit, clean up, check, lengthen, change the tone of,
    change the style of, soften, tighten, revise, enhance, tidy up, change
  `),
  changers: listed("make, say, keep, mak, write, put, have"),
  qualities: listed(`
    more, less, sound, shorter, longer, formal, informal, polite, friendlier, friendly, funnier, funny, better,
    simpler, clearer, professional, casual, nicer, concise, rhyme, shorter and, politely, sounds, softer, catchier,
    clear, nicely, warmer, easier to read, a bit, a little, way, much, grammatically correct, brief, briefer, kinder,
    stronger, punchier, simple
  `),
  instructions: listed("so, to, in, as, for, with, without, using, like, but, and, more, less, into, by"),
  readers: listed("read, say, speak, recite, voice, pronounce"),
  aloud: listed(`
    aloud, out loud, outloud, allowed please, with your voice, in audio, as audio, in a voice message,
    as a voice message, as a voice note, with voice, alound, loudly, in voice, by voice
  `),
  speakOrders: listed(`
    text to speech, tts, narrate, read it to me, read this to me, read that to me, voice this, speak this,
    speak the following, read me this, read to me, let me hear, speak it
  `),
  soundThings: listed("audio, speech, voice, sound, a voice message, a voice note, an audio, mp3, spoken words"),
  transcribe: listed(`
    transcribe, transcript of, transcription of, transcript, transcription, trascribe, a transcript of,
    speech to text, write down what, transcribing, stt
  `),
  writtenThings: listed("text, writing, written text, words"),
  thoughts: listed(`
    answer, reply, respond, what do you think, do you agree, is it true, is that true, thanks, thank you, thx,
    is this right, what would you, how should i, what should i
  `),
  codeVerbs: listed(`
    sort, reverse, read, parse, loop, print, connect, calculate, check, convert, create, make, build, write,
    generate, implement, show me, give me, filter, merge, split, count, find, remove, add, get, solve, test, plot,
    draw, scrape, download, send, open, sum, validate, example of, example, an example of, do, display, handle, use,
    iterate, format, hello world, turn, animate, center, fetch, concatenate, code, program, i want, i need, need,
    want, login
  `),
  codeTitles: listed(`
    regex, regexp, regular expression, sql query, bash script, shell script, bash command, unit test,
    linux command to, bash one liner, excel formula, terminal command to, cron expression, crontab
  `),
  coders: listed("code, implement, program, code up, hack together, refactor, debug, implment"),
  repairs: listed(`
    fix, debug, refactor, optimize, optimise, explain, review, improve, check, correct, comment, finish, complete,
    convert, translate, rewrite, document, test, whats wrong with, speed up, what is wrong with, what does,
    add comments to, simplify, clean up, run, port, analyze, why does
  `),
  codeThings: listed("code, function, script, query, regex, bug, snippet, program, component, algorithm, sql"),
  ownWords: listed("this, my, these, that, the following, our"),
  codeTroubles: listed(`
    error, errors, bug, bugs, not working, isnt working, doesnt work, does not work, crash, crashes, crashing, fails,
    failing, throws, wont compile, wont run, exception, stuck, wrong, doesnt run, not compiling, breaks, broken,
    infinite loop, not running, undefined, returns
  `),
  howToCode: listed("how do i, how to, how can i, how would i, how do you, how could i, how do u, how can you"),
  learning: listed("learn, get better, study, install, start, get started, improve, practice, master, become"),
  codeInside: listed("in, with, using"),
  storyOrders: listed(`
    tell me a story, tell me a bedtime story, tell a story, tell me a short story, tell me a fairy tale,
    continue the story, continue this story, continue the text, continue this text, continue writing,
    finish the story, finish this sentence, complete this sentence, complete the sentence, finish this story,
    complete this text, continue the poem, tell me a scary story, finish this text, keep writing, complete the text,
    complete this paragraph, help me reply, reply to this, answer this email
  `),
  accordingTo: listed(`
    according to the text, according to this text, according to the article, according to the passage,
    based on the text, based on this text, based on the article, based on the passage, from the text,
    according to this article, according to this, based on the context, using the text, in the text above,
    based on this article, according to the document, based on the document, using only the text,
    according to the paragraph, based on the following text, answer from the text, in the text below
  `),
  contextHeads: listed("context, passage, text, paragraph"),
  questionHeads: listed("question, q"),
};
